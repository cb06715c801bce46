package shardlab.sql;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a statement took by the server's own clock, set apart from the time that the client saw, which has the way
 * there and back and the driver in it.
 *
 * <p>The server tells by {@code log_duration}, which it also sends to the client when {@code client_min_messages} is
 * {@code log}: parse, bind and execute each send one line, added up here. That needs no extension, unlike
 * pg_stat_statements, and no EXPLAIN ANALYZE, which changes what it measures; but only a superuser may set it.
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
        session.execute("set log_duration to on; set client_min_messages to log");
    }

    /**
     * A statement's rows and times.
     *
     * @param rows   the rows; null if it returns none
     * @param server the time that the server took, by its own clock
     * @param client the time from sending the statement to having read all rows
     */
    public record Times(Rows rows, Duration server, Duration client) {
    }

    /** Runs a statement. */
    public Times run(String sql, Object... parameters) {
        long start = System.nanoTime();
        Result result = session.run(sql, Long.MAX_VALUE, parameters);
        Duration client = Duration.ofNanos(System.nanoTime() - start);
        double millis = 0;
        for (Result.Notice notice : result.notices()) {
            Matcher matcher = DURATION.matcher(notice.text());
            millis += matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }
        return new Times(result.rows(), Duration.ofNanos(Math.round(millis * NANOS_PER_MILLISECOND)), client);
    }

    /** The server falls silent again. */
    @Override
    public void close() {
        session.execute("reset log_duration; reset client_min_messages");
    }
}
