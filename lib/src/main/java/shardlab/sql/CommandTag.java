package shardlab.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The command tag of a statement: the driver keeps only the row count of what the server sends. */
final class CommandTag {

    private static final Set<String> MODIFIERS = Set.of("or", "replace", "unique", "temp", "temporary", "local", "global",
            "unlogged", "recursive", "constraint", "trusted", "procedural", "if", "not", "exists");
    private static final Set<String> TWO_WORDS = Set.of("materialized", "foreign", "event", "text", "access", "operator",
            "user", "default", "large");

    private CommandTag() {
    }

    /** @param changed how many rows the statement changed, or less than 0 if it counts none */
    static String of(String sql, long changed) {
        List<String> words = words(sql);
        String first = words.isEmpty() ? "" : words.get(0);
        return switch (first) {
            case "insert" -> "INSERT 0 " + changed;
            case "update", "delete", "merge", "copy", "fetch", "move" -> upper(first) + " " + changed;
            case "create", "drop", "alter" -> definition(words, changed);
            case "with" -> changed < 0 ? "WITH" : changed + (changed == 1 ? " row" : " rows") + " changed";
            case "truncate" -> "TRUNCATE TABLE";
            case "end" -> "COMMIT";
            case "start" -> "START TRANSACTION";
            default -> upper(first);
        };
    }

    private static String definition(List<String> words, long changed) {
        boolean query = words.contains("as") && words.contains("table") && changed > 0;
        if (query) {
            return "SELECT " + changed;
        }
        List<String> kinds = words.stream().skip(1).filter(word -> !MODIFIERS.contains(word)).toList();
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        String more = TWO_WORDS.contains(kind) && kinds.size() > 1 ? " " + kinds.get(1) : "";
        return upper((words.get(0) + " " + kind + more).strip());
    }

    private static List<String> words(String sql) {
        var lexer = new SqlLexer(sql);
        var words = new ArrayList<String>();
        for (var token = lexer.next(); token != null && words.size() < 12; token = lexer.next()) {
            if (token.kind() == SqlLexer.Kind.WORD) {
                words.add(token.word());
            }
        }
        return words;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
