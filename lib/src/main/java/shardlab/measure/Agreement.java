package shardlab.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import shardlab.LabException;

/** Holds every answer of every arm against the first one. */
final class Agreement {

    private static final int SHOWN = 200;

    private final String experiment;
    private final boolean anyOrder;
    private final Function<Object, Object> digest;
    private String firstArm;
    private List<Object> first;

    Agreement(String experiment, boolean anyOrder, Function<Object, Object> digest) {
        this.experiment = experiment;
        this.anyOrder = anyOrder;
        this.digest = digest;
    }

    /**
     * @throws LabException naming both arms and the first difference if the answer is another one
     */
    void add(String arm, Object answer) {
        List<Object> elements = elements(digest.apply(answer));
        if (first == null) {
            firstArm = arm;
            first = elements;
            return;
        }
        difference(elements).ifPresent(difference -> {
            throw new LabException("the arms '" + firstArm + "' and '" + arm + "' do not return the same answer",
                    "experiment '" + experiment + "'", difference,
                    "make the queries return the same rows in the same order before comparing their times", null);
        });
    }

    /** How many elements, such as rows, every arm returned. */
    int size() {
        return first == null ? 0 : first.size();
    }

    private List<Object> elements(Object answer) {
        List<Object> elements = new ArrayList<>();
        if (answer instanceof Iterable<?> all) {
            all.forEach(elements::add);
        } else if (answer != null) {
            elements.add(answer);
        }
        if (anyOrder) {
            elements.sort(Comparator.comparing(String::valueOf));
        }
        return elements;
    }

    private Optional<String> difference(List<Object> other) {
        int both = Math.min(first.size(), other.size());
        for (int i = 0; i < both; i++) {
            if (!same(first.get(i), other.get(i))) {
                return Optional.of("row " + (i + 1) + " is " + shown(first.get(i)) + " and " + shown(other.get(i)));
            }
        }
        return first.size() == other.size() ? Optional.empty()
                : Optional.of(first.size() + " and " + other.size() + " rows");
    }

    private static boolean same(Object one, Object other) {
        return (one instanceof BigDecimal a && other instanceof BigDecimal b)
                ? a.compareTo(b) == 0 : Objects.deepEquals(one, other);
    }

    private static String shown(Object element) {
        String text = String.valueOf(element);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
