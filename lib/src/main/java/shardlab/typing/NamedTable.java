package shardlab.typing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shardlab.sql.SqlLexer.Token;

/**
 * A table that a statement names.
 *
 * @param name  as it is written, with its schema
 * @param alias what the statement calls it, as it is written; null if nothing else
 */
record NamedTable(String name, String alias) {

    private static final Set<String> BEFORE = Set.of("from", "join", "into", "update", "table", "truncate", "only", "vacuum",
            "analyze", "lock", "references", "copy");
    private static final Set<String> CLAUSES = Set.of("select", "from", "where", "group", "order", "having", "set", "values",
            "limit", "returning", "into", "update", "truncate", "join", "on", "using", "table", "with", "by");
    private static final Set<String> LISTS = Set.of("from", "truncate", "table");
    private static final Set<String> NO_ALIAS = Set.of("where", "on", "using", "join", "inner", "left", "right", "full",
            "cross", "natural", "group", "order", "having", "limit", "union", "intersect", "except", "set", "values",
            "returning", "window", "for", "offset", "fetch", "tablesample", "select", "add", "drop", "alter", "rename",
            "default", "from", "with", "to", "when");

    /** The tables that pieces of a statement name. */
    static List<NamedTable> in(List<Token> tokens) {
        var found = new ArrayList<NamedTable>();
        for (int i = 0; i < tokens.size(); i++) {
            if (Cursor.isName(tokens.get(i)) && wantsTable(tokens.subList(0, i)) && !tokens.get(i).word().equals("only")) {
                found.add(at(tokens, i));
            }
        }
        found.removeIf(each -> each == null);
        return found;
    }

    /** True if what comes next is the name of a table. */
    static boolean wantsTable(List<Token> before) {
        if (before.isEmpty()) {
            return false;
        }
        Token last = before.get(before.size() - 1);
        return BEFORE.contains(last.word()) || (last.is(",") && LISTS.contains(clause(before)));
    }

    /** The clause that the end of these pieces is in; what is in parentheses before it is left out. */
    private static String clause(List<Token> before) {
        int depth = 0;
        for (int i = before.size() - 1; i >= 0; i--) {
            Token token = before.get(i);
            depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
            if (depth < 0) {
                return "";
            }
            if (depth == 0 && CLAUSES.contains(token.word())) {
                return token.word();
            }
        }
        return "";
    }

    private static NamedTable at(List<Token> tokens, int from) {
        int i = from;
        var name = new StringBuilder(tokens.get(i).text());
        while (i + 2 < tokens.size() && tokens.get(i + 1).is(".") && Cursor.isName(tokens.get(i + 2))) {
            i += 2;
            name.append('.').append(tokens.get(i).text());
        }
        i++;
        if (i < tokens.size() && tokens.get(i).is("(") && !tokens.get(from == 0 ? 0 : from - 1).word().equals("into")) {
            return null;
        }
        i += i < tokens.size() && tokens.get(i).word().equals("as") ? 1 : 0;
        boolean named = i < tokens.size() && Cursor.isName(tokens.get(i)) && !NO_ALIAS.contains(tokens.get(i).word());
        return new NamedTable(name.toString(), named ? tokens.get(i).text() : null);
    }

    /** True if the statement calls it so. */
    boolean isCalled(String other) {
        String own = name.substring(name.lastIndexOf('.') + 1);
        return Cursor.folded(alias == null ? own : alias).equals(Cursor.folded(other));
    }
}
