package shardlab.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A statement whose {@code :name} variables have become the driver's {@code ?} parameters, so that values are bound
 * and never pasted. A colon that no variable follows (a cast, an array slice) stays.
 */
public final class Bound {

    private static final Pattern NAME = Pattern.compile("(?<![\\w:]):([\\p{L}_][\\p{L}\\p{N}_]*)");

    private final String jdbcSql;
    private final List<String> names;
    private final List<Shift> shifts;
    private final List<String> quotedVariables;

    /** From {@code server} on, the server's text is {@code by} characters longer than what was written. */
    private record Shift(int server, int by) {
    }

    private Bound(String jdbcSql, List<String> names, List<Shift> shifts, List<String> quotedVariables) {
        this.jdbcSql = jdbcSql;
        this.names = List.copyOf(names);
        this.shifts = List.copyOf(shifts);
        this.quotedVariables = List.copyOf(quotedVariables);
    }

    /** Binds each {@code :name} that is a key of {@code known}, and leaves every other one as it is. */
    public static Bound to(String sql, Map<String, ?> known) {
        var lexer = new SqlLexer(sql);
        var text = new StringBuilder();
        var names = new ArrayList<String>();
        var shifts = new ArrayList<Shift>();
        int serverLength = 0;
        int shift = 0;
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            String name = token.kind() == SqlLexer.TokenKind.VARIABLE ? token.text().substring(1) : null;
            if (name == null || !known.containsKey(name)) {
                text.append(token.is("?") ? "??" : token.text());
                serverLength += token.text().length();
                continue;
            }
            names.add(name);
            text.append('?');
            int length = 1 + Integer.toString(names.size()).length();
            serverLength += length;
            shift += length - token.text().length();
            shifts.add(new Shift(serverLength, shift));
        }
        return names.isEmpty() ? new Bound(sql, List.of(), List.of(), quoted(sql))
                : new Bound(text.toString(), names, shifts, quoted(sql));
    }

    private static List<String> quoted(String sql) {
        return SqlLexer.meaningful(sql).stream().filter(token -> token.kind() == SqlLexer.TokenKind.QUOTED)
                .flatMap(token -> NAME.matcher(token.text()).results()).map(found -> found.group(1)).distinct().toList();
    }

    /** The names of the variables that a statement mentions, each once. */
    public static List<String> variables(String sql) {
        var lexer = new SqlLexer(sql);
        var names = new ArrayList<String>();
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == SqlLexer.TokenKind.VARIABLE && !names.contains(token.text().substring(1))) {
                names.add(token.text().substring(1));
            }
        }
        return List.copyOf(names);
    }

    /** The statement with {@code $1}, {@code $2} and so on for its variables, as PREPARE takes it: by {@link #variables}. */
    public static String numbered(String sql) {
        List<String> names = variables(sql);
        var lexer = new SqlLexer(sql);
        var text = new StringBuilder();
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            boolean variable = token.kind() == SqlLexer.TokenKind.VARIABLE;
            text.append(variable ? "$" + (names.indexOf(token.text().substring(1)) + 1) : token.text());
        }
        return text.toString();
    }

    /** The statement as the driver wants it. */
    public String jdbcSql() {
        return jdbcSql;
    }

    /** The variables in the order of their {@code ?}. */
    public List<String> names() {
        return names;
    }

    /** What looks like a variable in quotes or in the body of a DO, where it stays as it is. */
    public List<String> quotedVariables() {
        return quotedVariables;
    }

    /** Where a position that the server reports lies in the statement as it was written; both count from 1. */
    public int written(int serverPosition) {
        int by = 0;
        for (Shift shift : shifts) {
            by = serverPosition > shift.server() ? shift.by() : by;
        }
        return serverPosition - by;
    }
}
