package shardlab.exercise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at an answer that is a value: right in whatever form, or what is wrong with it. */
public final class ValueJudge {

    private static final int NEARLY = 2;

    private ValueJudge() {
    }

    /**
     * Compares.
     *
     * @param answer  as {@link Given#plain} has it
     * @param allowed what is right: all of it for a list and a set, any of it elsewhere
     */
    public static Finding of(Object answer, Form form, List<?> allowed, List<String> choices) {
        if (fits(answer, form, allowed)) {
            return Finding.RIGHT;
        }
        return Finding.wrong(switch (form.kind()) {
            case NUMBER -> NumberFault.of(answer, form, (Number) allowed.get(0));
            case LIST, SET -> SeveralFault.of(answer, form.kind(), allowed);
            case TRUTH -> AnswerWords.truth(answer).isPresent() ? "it is the other way round" : form.kind().asked();
            case CHOICE -> choice(answer, form, choices);
            default -> name(answer, form, allowed);
        });
    }

    /** True if the answer is right. */
    static boolean fits(Object answer, Form form, List<?> allowed) {
        return switch (form.kind()) {
            case LIST -> Given.parts(answer).map(given -> inOrder(given, allowed)).orElse(false);
            case SET -> Given.parts(answer).map(given -> given.size() == allowed.size()
                    && common(given, allowed) == allowed.size()).orElse(false);
            default -> allowed.stream().anyMatch(right -> same(answer, right, form));
        };
    }

    /** True if two values are the same in some form. */
    static boolean same(Object given, Object right, Form form) {
        if (right instanceof Number number) {
            return NumberForm.of(given, form.unit()).stream()
                    .anyMatch(reading -> reading.subtract(exact(number)).abs().compareTo(form.within()) <= 0);
        }
        if (right instanceof Boolean truth) {
            return AnswerWords.truth(given).filter(truth::equals).isPresent();
        }
        Optional<String> words = AnswerWords.of(given);
        return words.isPresent() ? words.equals(AnswerWords.of(right)) : given != null && given.equals(right);
    }

    static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }

    private static boolean inOrder(List<?> given, List<?> right) {
        return given.size() == right.size() && inPlace(given, right) == right.size();
    }

    static int inPlace(List<?> given, List<?> right) {
        int count = 0;
        for (int i = 0; i < Math.min(given.size(), right.size()); i++) {
            count += same(given.get(i), right.get(i), Form.like(Form.Sort.LIST)) ? 1 : 0;
        }
        return count;
    }

    /** How many of the right values are given, each counted once. */
    static int common(List<?> given, List<?> right) {
        var left = new ArrayList<Object>(given);
        int count = 0;
        for (Object each : right) {
            var found = left.stream().filter(value -> same(value, each, Form.like(Form.Sort.SET))).findFirst();
            found.ifPresent(left::remove);
            count += found.isPresent() ? 1 : 0;
        }
        return count;
    }

    private static String choice(Object answer, Form form, List<String> choices) {
        boolean known = choices.stream().anyMatch(each -> same(answer, each, form));
        return known || choices.isEmpty() ? "" : "answer with one of these: " + String.join(", ", choices);
    }

    private static String name(Object answer, Form form, List<?> allowed) {
        if (AnswerWords.of(answer).isEmpty()) {
            return form.kind().asked();
        }
        String given = AnswerWords.of(answer).get();
        boolean nearly = allowed.stream().map(right -> AnswerWords.of(right).orElse("")).anyMatch(right ->
                right.length() > 2 * NEARLY && AnswerWords.apart(given, right) <= NEARLY);
        return nearly ? "look at its spelling" : "";
    }
}
