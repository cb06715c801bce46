package shardlab.sql;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import shardlab.LabException;

/** A statement that a server refused: with the statement, the SQLState, and the server's detail and hint. */
public final class SqlException extends LabException {

    private static final int SHOWN_SQL = 300;

    private final String sql;
    private final String sqlState;
    private final ServerErrorMessage serverMessage;
    private final List<Result.Notice> notices;

    /**
     * @param server where it failed
     * @param sql    the statement; null when the failure was to connect
     * @param cause  what the driver threw
     */
    public SqlException(Server server, String sql, SQLException cause) {
        this(server, sql, cause, List.of());
    }

    SqlException(Server server, String sql, SQLException cause, List<Result.Notice> notices) {
        super(firstLine(cause), server.label(), state(sql, cause), hint(cause, server), cause);
        this.sql = sql;
        this.sqlState = cause.getSQLState();
        this.serverMessage = serverMessage(cause);
        this.notices = List.copyOf(notices);
    }

    /** The statement that failed; null when the failure was to connect. */
    public String sql() {
        return sql;
    }

    /** The five-character code of PostgreSQL's appendix A; null where the driver gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** The server's own fields (detail, hint, position and so on); null when the driver, not the server, complained. */
    public ServerErrorMessage serverMessage() {
        return serverMessage;
    }

    /** Where in the statement the server found it, in characters from 1; 0 if it named no place. */
    public int position() {
        return serverMessage == null ? 0 : serverMessage.getPosition();
    }

    /** What the server said before it failed, in order. */
    public List<Result.Notice> notices() {
        return notices;
    }

    private static String firstLine(SQLException cause) {
        ServerErrorMessage message = serverMessage(cause);
        return message != null ? message.getMessage() : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String state(String sql, SQLException cause) {
        ServerErrorMessage message = serverMessage(cause);
        String detail = message == null || message.getDetail() == null ? "" : message.getDetail() + " ";
        String code = "SQLState " + cause.getSQLState();
        return detail + code + (sql == null ? "" : " in: " + shortened(sql));
    }

    private static String hint(SQLException cause, Server server) {
        ServerErrorMessage message = serverMessage(cause);
        if (message != null && message.getHint() != null) {
            return message.getHint();
        }
        boolean connecting = cause.getSQLState() != null && cause.getSQLState().startsWith("08");
        return connecting ? "is " + server.name() + " up? ./lab status tells, ./lab up starts it if it is the lab's" : null;
    }

    private static ServerErrorMessage serverMessage(SQLException cause) {
        return cause instanceof PSQLException e ? e.getServerErrorMessage() : null;
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN_SQL ? line : line.substring(0, SHOWN_SQL) + " …";
    }
}
