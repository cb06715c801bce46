package shardlab.notebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;
import shardlab.LabException;
import shardlab.sql.SqlException;

/** An error of the server as psql prints it: the message, the line with a caret, detail, hint, and the SQLSTATE. */
final class SqlProblem {

    private static final Pattern VARIABLE = Pattern.compile(":(\\w+)");

    private SqlProblem() {
    }

    /**
     * @param e        the error
     * @param cell     the SQL of the whole cell
     * @param position where the error is in the cell, in characters from 1; 0 if unknown
     */
    static String text(LabException e, String cell, int position) {
        if (!(e instanceof SqlException sql) || sql.serverMessage() == null) {
            return e.getMessage();
        }
        ServerErrorMessage message = sql.serverMessage();
        var text = new StringBuilder(message.getSeverity()).append(": ").append(message.getMessage());
        if (position > 0 && position <= cell.length() + 1) {
            text.append('\n').append(marked(cell, position));
        }
        append(text, "DETAIL", message.getDetail());
        append(text, "HINT", message.getHint() == null ? unbound(cell, position) : message.getHint());
        append(text, "CONTEXT", message.getPosition() > 0 ? null : message.getWhere());
        append(text, "SQLSTATE", sql.sqlState() + " from " + sql.where());
        return text.toString();
    }

    /** A {@code :name} that is still there when the server reads it was no variable of the notebook. */
    private static String unbound(String cell, int position) {
        Matcher variable = VARIABLE.matcher(cell);
        boolean there = position > 0 && position <= cell.length() && variable.find(position - 1)
                && variable.start() == position - 1;
        return there ? "The notebook has no variable " + variable.group(1) + "." : null;
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
