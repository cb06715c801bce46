package shardlab.differential;

import java.util.List;
import java.util.Map;

/** Values for columns: few, so that rows meet in joins and keys collide, and some that are easily got wrong. */
final class Literals {

    private static final List<String> WORDS = List.of("red", "green", "blue", "Red", "", " ", "it's", "100%", "a,b",
            "tab\tend",
            "back\\slash", "\"q\"", "naïve", "日本", "😀", "null", "unique", "on conflict (id) do update", "references", "x;y",
            "a much longer text that goes on for some time, so that it is not short");

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("date", List.of("2024-02-29", "2024-03-01", "2023-12-31", "1999-01-01", "infinity")),
            Map.entry("timestamp without time zone", List.of("2024-02-29 12:00:00", "2024-03-01 00:00:00.5", "1999-01-01")),
            Map.entry("timestamp with time zone", List.of("2024-02-29 12:00:00+00", "2024-03-01 00:00:00+05:30",
                    "1999-01-01 00:00Z")),
            Map.entry("interval", List.of("1 day", "1 mon -2 days", "00:00:01.5")),
            Map.entry("numeric", List.of("0", "1.50", "-2.25", "99.99", "12345.678", "1.5")),
            Map.entry("uuid", List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "00000000-0000-0000-0000-000000000000",
                    "b1eebc99-9c0b-4ef8-bb6d-6bb9bd380a22", "c2eebc99-9c0b-4ef8-bb6d-6bb9bd380a33")),
            Map.entry("jsonb", List.of("{\"a\": 1, \"b\": [1, 2]}", "{}", "[]", "{\"a\": null}", "\"text\"",
                    "{\"k\": \"it's\"}")),
            Map.entry("json", List.of("{\"a\": 1}", "[1,  2]")),
            Map.entry("bytea", List.of("\\x", "\\xdeadbeef", "\\x00ff")),
            Map.entry("integer[]", List.of("{}", "{1,2,3}", "{NULL,5}", "{{1},{2}}")),
            Map.entry("text[]", List.of("{}", "{a,\"b c\"}", "{NULL,\"\\\"\"}")),
            Map.entry("double precision", List.of("0", "1.5", "-0.25", "1e10")),
            Map.entry("real", List.of("0", "1.5", "-0.25")),
            Map.entry("inet", List.of("10.0.0.1", "10.0.0.0/8", "::1")),
            Map.entry("int4range", List.of("[1,5)", "empty", "[3,)")));

    private final Dice dice;
    private final Map<String, List<String>> enums;

    Literals(Dice dice, Map<String, List<String>> enums) {
        this.dice = dice;
        this.enums = enums;
    }

    /** A value as the server would print it; not NULL. */
    String text(Schema.Column column) {
        String base = column.base();
        if (enums.containsKey(base)) {
            return unquoted(dice.oneOf(enums.get(base)));
        }
        return switch (base) {
            case "smallint", "integer", "bigint" -> number(base);
            case "text", "character varying", "character", "name" -> word(column.type());
            default -> dice.oneOf(VALUES.getOrDefault(base, List.of()));
        };
    }

    /** The value as SQL writes it. */
    String sql(Schema.Column column) {
        String text = text(column);
        return text.matches("-?\\d{1,9}") && column.base().endsWith("int") ? text : quoted(text);
    }

    /** The value, or NULL where the column may hold it, as a field of CSV. */
    String csv(Schema.Column column) {
        return mayBeNull(column) ? "" : '"' + text(column).replace("\"", "\"\"") + '"';
    }

    /** The value, or NULL where the column may hold it, as SQL writes it. */
    String sqlOrNull(Schema.Column column) {
        return mayBeNull(column) ? "null" : sql(column);
    }

    /** A text as a literal of SQL. */
    static String quoted(String text) {
        String doubled = text.replace("'", "''");
        return text.contains("\\") ? "E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'";
    }

    private boolean mayBeNull(Schema.Column column) {
        return !column.notNull() && !column.distribution() && dice.percent(15);
    }

    private String number(String base) {
        if (dice.percent(90)) {
            return Integer.toString(dice.between(0, 12));
        }
        return dice.oneOf(base.equals("smallint") ? List.of("-1", "32767", "-32768")
                : base.equals("integer") ? List.of("-1", "2147483647", "-2147483648", "1000")
                : List.of("-1", "9223372036854775807", "-9223372036854775808", "4294967296"));
    }

    private String word(String type) {
        return type.matches(".*\\([1-5]\\)") ? dice.oneOf(List.of("a", "b", "ab", "é", ""))
                : type.matches(".*\\(\\d+\\)|name") ? dice.oneOf(WORDS.subList(0, 15)) : dice.oneOf(WORDS);
    }

    private static String unquoted(String literal) {
        return literal.substring(literal.indexOf('\'') + 1, literal.length() - 1).replace("''", "'");
    }
}
