package shardlab.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a statement took by the server's own clock, set apart from the time that the client saw, which has the way
 * there and back and the driver in it.
 *
 * <p>The server tells by {@code log_duration}, which it also sends to the client when {@code client_min_messages} is
 * {@code log}: parse, bind and execute each send one line, added up here. That needs no extension, unlike
 * pg_stat_statements, and no EXPLAIN ANALYZE, which changes what it measures; but only a superuser may set it. The lines
 * themselves take time to send and to read, so a client's clock must not run beside them.
 */
public final class ServerTime implements AutoCloseable {

    private static final Pattern DURATION = Pattern.compile("^duration: ([0-9.]+) ms");
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final Session session;

    /**
     * Lets the server tell its times on this session until {@link #close}.
     *
     * @throws SqlException if the role may not set {@code log_duration}
     */
    public ServerTime(Session session) {
        this.session = session;
        session.execute(SqlFile.read("sql/log_duration_on.sql"));
    }

    /**
     * A statement's rows and time.
     *
     * @param rows the rows
     * @param time the time that the server took, by its own clock, from reading the statement to the last row
     */
    public record Reading(Rows rows, Duration time) {
    }

    /**
     * Runs a query that commits by itself, so that no BEGIN and no COMMIT is told among its times.
     *
     * @throws SqlException if it fails
     */
    public Reading query(String sql, Object... parameters) {
        try (PreparedStatement statement = session.jdbc().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            Rows rows = Execution.read(statement.executeQuery(), Long.MAX_VALUE);
            return new Reading(rows, told(statement.getWarnings()));
        } catch (SQLException e) {
            throw new SqlException(session.server(), sql, e);
        }
    }

    private static Duration told(SQLWarning first) {
        double millis = 0;
        for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
            Matcher matcher = DURATION.matcher(notice.getMessage());
            millis += matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }
        return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLISECOND));
    }

    /** The server falls silent again. */
    @Override
    public void close() {
        session.execute(SqlFile.read("sql/log_duration_off.sql"));
    }
}
