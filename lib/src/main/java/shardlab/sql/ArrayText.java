package shardlab.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Writes lists as PostgreSQL reads arrays. */
final class ArrayText {

    private ArrayText() {
    }

    static String of(List<?> items) {
        return items.stream().map(ArrayText::item).collect(Collectors.joining(",", "{", "}"));
    }

    private static String item(Object item) {
        if (item == null) {
            return "NULL";
        }
        if (item instanceof List<?> inner) {
            return of(inner);
        }
        String text = ParameterType.of(item).orElseThrow().write(item);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
