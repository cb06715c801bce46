package shardlab.sql;

import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.postgresql.util.PGobject;
import shardlab.LabException;

/**
 * How Java's values become PostgreSQL's where they are bound. A list, a set or an array becomes an array; an Optional
 * what is in it; an enum's constant its name, of the type that the statement wants there, and so null.
 */
final class Parameters {

    private Parameters() {
    }

    static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, opened(values[i]));
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        boolean several = value instanceof Collection<?> || (value != null && value.getClass().isArray());
        if (several && !(value instanceof byte[])) {
            bindArray(statement, index, items(value));
        } else if (value == null || value instanceof Enum<?>) {
            statement.setObject(index, value == null ? null : ((Enum<?>) value).name(), Types.OTHER);
        } else if (value instanceof String || value instanceof byte[] || value instanceof java.sql.Array) {
            statement.setObject(index, value);
        } else {
            bindScalar(statement, index, value);
        }
    }

    private static void bindScalar(PreparedStatement statement, int index, Object value) throws SQLException {
        ParameterType type = ParameterType.of(value).orElseThrow(() -> refused(value));
        if (type.driverKnows()) {
            statement.setObject(index, value);
        } else {
            statement.setObject(index, typed(type.name(), type.write(value)));
        }
    }

    /** An empty array, and one of nulls only, has the type that the statement wants there. */
    private static void bindArray(PreparedStatement statement, int index, List<Object> items) throws SQLException {
        Optional<ParameterType> type = ParameterType.common(flat(items), Parameters::refused);
        String text = ArrayText.of(items);
        if (type.isEmpty()) {
            statement.setObject(index, text, Types.OTHER);
        } else {
            statement.setObject(index, typed("_" + type.get().name(), text));
        }
    }

    private static PGobject typed(String type, String text) throws SQLException {
        var object = new PGobject();
        object.setType(type);
        object.setValue(text);
        return object;
    }

    private static Object opened(Object value) {
        if (value instanceof Optional<?> some) {
            return opened(some.orElse(null));
        }
        if (value instanceof OptionalInt some) {
            return some.isPresent() ? some.getAsInt() : null;
        }
        if (value instanceof OptionalLong some) {
            return some.isPresent() ? some.getAsLong() : null;
        }
        if (value instanceof OptionalDouble some) {
            return some.isPresent() ? some.getAsDouble() : null;
        }
        return value;
    }

    private static List<Object> items(Object several) {
        List<Object> items = new ArrayList<>();
        if (several instanceof Collection<?> collection) {
            items.addAll(collection);
        } else {
            IntStream.range(0, Array.getLength(several)).forEach(i -> items.add(Array.get(several, i)));
        }
        items.replaceAll(item -> isSeveral(opened(item)) ? items(opened(item)) : opened(item));
        return items;
    }

    private static boolean isSeveral(Object item) {
        return item instanceof Collection<?>
                || (item != null && item.getClass().isArray() && !(item instanceof byte[]));
    }

    private static List<Object> flat(List<?> items) {
        List<Object> flat = new ArrayList<>();
        items.forEach(item -> flat.addAll(item instanceof List<?> inner ? flat(inner)
                : item == null ? List.of() : List.of(item)));
        return flat;
    }

    private static LabException refused(Object value) {
        return new LabException("A value of the type " + value.getClass().getSimpleName() + " cannot stand in SQL", null,
                "PostgreSQL takes a number, a text, a truth value, a date or time, a UUID, a byte[], an enum's constant, "
                + "or a list or array of one of these",
                "bind its text, with a cast to the type it has on the server: String text = ….toString(); then "
                + ":text::json", null);
    }
}
