package shardlab.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Collects what a server says beside its results, wherever the driver puts it. */
final class Notices {

    private final List<Result.Notice> all = new ArrayList<>();

    List<Result.Notice> all() {
        return List.copyOf(all);
    }

    /** What was said from the statement's start until its first rows, or its error. */
    void add(Statement statement) throws SQLException {
        if (!statement.isClosed()) {
            add(statement.getWarnings());
        }
    }

    /** What was said while further rows were fetched. */
    void add(ResultSet rows) throws SQLException {
        if (!rows.isClosed()) {
            add(rows.getWarnings());
        }
    }

    /** What was said at the commit, and what others, or this session itself, notified a channel of. */
    void add(Connection connection) throws SQLException {
        add(connection.getWarnings());
        connection.clearWarnings();
        for (PGNotification notification : connection.unwrap(PGConnection.class).getNotifications()) {
            String payload = notification.getParameter();
            all.add(new Result.Notice("NOTIFY", notification.getName() + (payload.isEmpty() ? "" : ": " + payload)
                    + " (from server process " + notification.getPID() + ")"));
        }
    }

    private void add(SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage message = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            all.add(message == null ? new Result.Notice("NOTICE", warning.getMessage())
                    : new Result.Notice(message.getSeverity(), text(message)));
        }
    }

    private static String text(ServerErrorMessage message) {
        String detail = message.getDetail() == null ? "" : "\nDETAIL: " + message.getDetail();
        String hint = message.getHint() == null ? "" : "\nHINT: " + message.getHint();
        return message.getMessage() + detail + hint;
    }
}
