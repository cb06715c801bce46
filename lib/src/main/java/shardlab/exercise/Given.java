package shardlab.exercise;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import shardlab.sql.Rows;

/** An answer without what it is wrapped in. */
public final class Given {

    private static final Set<String> OPEN = Set.of("", "todo", "?", "...", "…", "null");
    private static final Pattern BLANKS = Pattern.compile("[_\\s.?…]*");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[,;→>]|\\bthen\\b|\\band\\b)\\s*|\\s+");

    private Given() {
    }

    /**
     * The value that is meant: what a supplier supplies, an optional holds, a query's only cell has; null where there is
     * none yet.
     *
     * @throws Exception what a supplier threw
     */
    public static Object plain(Object answer) throws Exception {
        if (answer instanceof Supplier<?> later) {
            return plain(later.get());
        }
        if (answer instanceof Callable<?> later) {
            return plain(later.call());
        }
        if (answer instanceof Optional<?> maybe) {
            return plain(maybe.orElse(null));
        }
        if (answer instanceof Rows rows && rows.size() == 1 && rows.columns().size() == 1) {
            return plain(rows.single());
        }
        return answer instanceof CharSequence text && isOpen(text.toString()) ? null : number(answer);
    }

    private static Object number(Object answer) {
        if (answer instanceof OptionalInt maybe) {
            return maybe.isPresent() ? maybe.getAsInt() : null;
        }
        if (answer instanceof OptionalLong maybe) {
            return maybe.isPresent() ? maybe.getAsLong() : null;
        }
        if (answer instanceof OptionalDouble maybe) {
            return maybe.isPresent() ? maybe.getAsDouble() : null;
        }
        return answer;
    }

    private static boolean isOpen(String text) {
        return BLANKS.matcher(text).matches() || OPEN.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The values of an answer that has several; empty if it is one value. */
    static Optional<List<Object>> several(Object answer) {
        if (answer instanceof Collection<?> values) {
            return Optional.of(new ArrayList<>(values));
        }
        if (answer instanceof BaseStream<?, ?> values) {
            var items = new ArrayList<Object>();
            values.iterator().forEachRemaining(items::add);
            return Optional.of(items);
        }
        if (answer instanceof Rows rows) {
            return rows.columns().size() == 1 ? Optional.of(new ArrayList<>(rows.stream().map(row -> row.at(0)).toList()))
                    : Optional.empty();
        }
        return answer != null && answer.getClass().isArray()
                ? Optional.of(new ArrayList<>(IntStream.range(0, Array.getLength(answer))
                        .mapToObj(i -> Array.get(answer, i)).toList())) : Optional.empty();
    }

    /** The same, and the parts of a text: {@code "1, 3"}, {@code "1 then 3"}. */
    static Optional<List<Object>> parts(Object answer) {
        if (answer instanceof CharSequence text) {
            String bare = text.toString().strip().replaceAll("^(List\\.of|Set\\.of)?\\s*[(\\[{]|[)\\]}]$", "").strip();
            return Optional.of(new ArrayList<>(List.of((Object[]) BETWEEN.split(bare))));
        }
        return several(answer);
    }
}
