package shardlab.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The command tag of a statement: the driver keeps only the row count of what the server sends. */
final class CommandTag {

    private static final int WORDS = 200;
    private static final Set<String> MODIFIERS = Set.of("or", "replace", "unique", "temp", "temporary", "local", "global",
            "unlogged", "recursive", "constraint", "trusted", "procedural", "if", "not", "exists");
    private static final Set<String> TWO_WORDS = Set.of("materialized", "foreign", "event", "text", "access", "operator",
            "default", "large");
    private static final Set<String> VERBS = Set.of("select", "insert", "update", "delete", "merge", "values", "table");
    private static final Map<String, String> ALONE = Map.ofEntries(Map.entry("end", "COMMIT"),
            Map.entry("abort", "ROLLBACK"), Map.entry("start", "START TRANSACTION"), Map.entry("truncate", "TRUNCATE TABLE"),
            Map.entry("declare", "DECLARE CURSOR"), Map.entry("close", "CLOSE CURSOR"), Map.entry("lock", "LOCK TABLE"));
    private static final Map<String, String> WITH_SECOND = Map.ofEntries(
            Map.entry("refresh materialized", "REFRESH MATERIALIZED VIEW"), Map.entry("drop user", "DROP ROLE"),
            Map.entry("create user", "CREATE ROLE"), Map.entry("alter user", "ALTER ROLE"),
            Map.entry("create group", "CREATE ROLE"), Map.entry("drop group", "DROP ROLE"),
            Map.entry("alter group", "ALTER ROLE"), Map.entry("import foreign", "IMPORT FOREIGN SCHEMA"),
            Map.entry("set constraints", "SET CONSTRAINTS"), Map.entry("discard all", "DISCARD ALL"),
            Map.entry("discard temp", "DISCARD TEMP"), Map.entry("discard plans", "DISCARD PLANS"),
            Map.entry("close all", "CLOSE CURSOR ALL"), Map.entry("deallocate all", "DEALLOCATE ALL"),
            Map.entry("prepare transaction", "PREPARE TRANSACTION"), Map.entry("commit prepared", "COMMIT PREPARED"),
            Map.entry("rollback prepared", "ROLLBACK PREPARED"), Map.entry("drop owned", "DROP OWNED"),
            Map.entry("reassign owned", "REASSIGN OWNED"), Map.entry("security label", "SECURITY LABEL"));

    private CommandTag() {
    }

    /**
     * @param rows    what the statement returned; null if it returns no rows
     * @param changed how many rows the statement changed, or less than 0 if it counts none
     */
    static String of(String sql, Rows rows, long changed) {
        List<String> words = Words.of(sql, WORDS);
        String verb = verb(words);
        long count = rows == null ? Math.max(0, changed) : rows.total();
        return switch (verb) {
            case "insert" -> "INSERT 0 " + count;
            case "update", "delete", "merge", "copy", "fetch", "move" -> upper(verb) + " " + count;
            case "select", "values", "table" -> "SELECT " + count;
            case "execute" -> (rows == null ? "EXECUTE " : "SELECT ") + count;
            case "create" -> keepsQuery(words, changed) ? "SELECT " + count : definition(words);
            case "drop", "alter" -> definition(words);
            default -> other(verb, words);
        };
    }

    /** A WITH has the tag of the statement that follows its queries, which stand in parentheses. */
    private static String verb(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        return first.equals("with") ? words.stream().filter(VERBS::contains).findFirst().orElse("select") : first;
    }

    /** CREATE TABLE AS, unless the table is there already; a generated column's AS stands in parentheses. */
    private static boolean keepsQuery(List<String> words, long changed) {
        int as = words.indexOf("as");
        boolean table = (as > 0 && words.subList(0, as).contains("table"))
                || (materialized(words) && !words.contains("no"));
        return table && (changed > 0 || !words.contains("exists"));
    }

    private static boolean materialized(List<String> words) {
        return words.size() > 1 && words.get(1).equals("materialized");
    }

    private static String definition(List<String> words) {
        List<String> kinds = words.stream().skip(1).filter(word -> !MODIFIERS.contains(word)).toList();
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        String role = WITH_SECOND.get(words.get(0) + " " + kind);
        String more = TWO_WORDS.contains(kind) && kinds.size() > 1 ? " " + kinds.get(1) : "";
        String as = kind.equals("table") && words.get(0).equals("create") && words.contains("as") ? " AS" : "";
        return role != null && !(kinds.size() > 1 && kinds.get(1).equals("mapping")) ? role
                : upper((words.get(0) + " " + kind + (kind.equals("user") ? " mapping" : more)).strip()) + as;
    }

    private static String other(String verb, List<String> words) {
        String two = words.size() < 2 ? verb : verb + " " + words.get(1);
        return WITH_SECOND.getOrDefault(two, ALONE.getOrDefault(verb, upper(verb)));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
