package shardlab.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that a statement sets by its text: in UPDATE, in ON CONFLICT DO UPDATE, and in MERGE. */
public final class Assignments {

    private static final Set<String> ENDS = Set.of("from", "where", "returning", "when");

    private final Map<String, String> found = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private boolean inSet;
    private boolean inValue;
    private int depth;

    private Assignments() {
    }

    /** By the column's name what it is set to: a word, a column or a constant, or an empty text for any other expression. */
    public static Map<String, String> of(String sql) {
        var read = new Assignments();
        SqlLexer.meaningful(sql).forEach(read::token);
        read.end();
        return read.found;
    }

    private void token(SqlLexer.Token token) {
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        if (depth == 0 && (ENDS.contains(token.word()) || token.is(","))) {
            end();
            inSet &= token.is(",");
        } else if (depth == 0 && token.word().equals("set")) {
            inSet = true;
        } else if (inValue) {
            value.append(value.isEmpty() ? "" : " ").append(token.text());
        } else if (inSet && token.is("=")) {
            inValue = true;
        } else if (inSet && (token.kind() == SqlLexer.TokenKind.WORD || token.kind() == SqlLexer.TokenKind.QUOTED)) {
            columns.add(token.name());
        }
    }

    private void end() {
        String text = value.toString().replace("$ ", "$").replace(" . ", ".");
        String simple = text.contains(" ") ? "" : text;
        columns.forEach(column -> found.put(column, columns.size() == 1 ? simple : ""));
        columns.clear();
        value.setLength(0);
        inValue = false;
    }
}
