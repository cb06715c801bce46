package shardlab.notebook;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;
import shardlab.LabException;
import shardlab.sql.Bound;
import shardlab.sql.SqlException;

/** An error of the server as psql prints it: the message, the line with a caret, detail, hint, and the SQLSTATE. */
final class SqlProblem {

    private static final Pattern VARIABLE = Pattern.compile(":(\\w+)");
    private static final Map<String, String> HINTS = Map.of(
            "25P02", "An earlier statement of this transaction failed: write rollback, then go on.",
            "42P18", "Say of which type the value is, as in :name::int.");
    private static final Pattern DOLLAR = Pattern.compile("\\$\\d");
    private static final Set<String> QUOTED = Set.of("42601", "22P02", "22007");
    private static final Set<String> PARAMETER_LOST = Set.of("42601", "42P02", "08P01");

    private SqlProblem() {
    }

    /**
     * @param e        the error
     * @param cell     the SQL of the whole cell
     * @param position where the error is in the cell, in characters from 1; 0 if unknown
     * @param bound    the statement with its variables
     */
    static String text(LabException e, String cell, int position, Bound bound) {
        if (!(e instanceof SqlException sql) || sql.serverMessage() == null) {
            return e.getMessage();
        }
        ServerErrorMessage message = sql.serverMessage();
        var text = new StringBuilder(message.getSeverity()).append(": ").append(message.getMessage());
        if (position > 0 && position <= cell.length() + 1) {
            text.append('\n').append(marked(cell, position));
        }
        append(text, "DETAIL", message.getDetail());
        append(text, "HINT", message.getHint() == null ? hint(sql, cell, position, bound) : message.getHint());
        append(text, "CONTEXT", message.getPosition() > 0 ? null : message.getWhere());
        append(text, "SQLSTATE", sql.sqlState() + " from " + sql.where());
        return text.toString();
    }

    private static String hint(SqlException e, String cell, int position, Bound bound) {
        String known = HINTS.get(String.valueOf(e.sqlState()));
        return known != null ? known : variable(e, cell, position, bound);
    }

    /** What a {@code :name} has to do with the error: it is no variable, or it stands where none can. */
    private static String variable(SqlException e, String cell, int position, Bound bound) {
        Matcher variable = VARIABLE.matcher(cell);
        boolean there = position > 0 && position <= cell.length() && variable.find(position - 1)
                && variable.start() == position - 1;
        if (there && !bound.names().contains(variable.group(1)) && !Shell.knows(variable.group(1))) {
            return "The notebook has no variable " + variable.group(1) + ".";
        }
        boolean lost = (PARAMETER_LOST.contains(String.valueOf(e.sqlState())) || DOLLAR.matcher(e.what()).find())
                && (there || !bound.names().isEmpty());
        Optional<String> quoted = QUOTED.contains(String.valueOf(e.sqlState()))
                ? bound.quotedVariables().stream().filter(Shell::knows).findFirst() : Optional.empty();
        return lost || quoted.isPresent() ? elsewhere(there ? variable.group(1)
                : lost ? bound.names().get(0) : quoted.get(), e.sql()) : null;
    }

    private static String elsewhere(String name, String sql) {
        boolean set = String.valueOf(sql).strip().toLowerCase(Locale.ROOT).startsWith("set ");
        return "A variable is a value: it cannot be the name of a table or a column, nor stand in quotes, in DO, SET or a "
                + "definition. Instead of :" + name + (set ? " write select set_config('…', :" + name + "::text, false)."
                : " build the text in a cell of Java: sql(\"… \" + " + name + " + \" …\").");
    }

    private static void append(StringBuilder text, String label, String value) {
        if (value != null && !value.isBlank()) {
            text.append('\n').append(label).append(": ").append(value.strip());
        }
    }

    /** The line of a position with a caret under it. */
    private static String marked(String cell, int position) {
        int at = Math.min(position - 1, cell.length());
        int start = cell.lastIndexOf('\n', at - 1) + 1;
        int end = cell.indexOf('\n', at) < 0 ? cell.length() : cell.indexOf('\n', at);
        long line = cell.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        String label = "LINE " + line + ": ";
        String before = cell.substring(start, at).replaceAll("[^\t]", " ");
        return label + cell.substring(start, end) + "\n" + " ".repeat(label.length()) + before + "^";
    }
}
