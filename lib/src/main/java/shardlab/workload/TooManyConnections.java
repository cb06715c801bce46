package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.measure.Durations;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * Where a server's connections end.
 *
 * @param opened   sessions that could be opened beside those that there were
 * @param most     its {@code max_connections}
 * @param sqlState of the refusal
 * @param message  of the refusal
 * @param time     how long it took until then
 */
public record TooManyConnections(int opened, long most, String sqlState, String message, Duration time) {

    static TooManyConnections of(Server server, Progress progress) {
        List<Session> sessions = new ArrayList<>();
        long start = System.nanoTime();
        try (Cleaning close = () -> Cleaning.all(sessions.stream().map(session -> (Cleaning) session::close).toList())) {
            sessions.add(Session.open(server));
            long most = sessions.get(0).query("select current_setting('max_connections')::int").singleNumber();
            SqlException refused = fill(server, sessions, most, progress);
            return new TooManyConnections(sessions.size(), most, refused.sqlState(), refused.what(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** One more than there can be is refused for certain. */
    private static SqlException fill(Server server, List<Session> sessions, long most, Progress progress) {
        while (true) {
            try {
                progress.report("connections", sessions.size(), most, "sessions");
                sessions.add(Session.open(server));
            } catch (SqlException e) {
                progress.report("connections", most, most, "sessions");
                return e;
            }
        }
    }

    /** In a sentence. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "After %d sessions of ours, in %s, the server, whose max_connections is %d, "
                + "refused the next: %s (SQLSTATE %s)", opened, Durations.text(time), most, message, sqlState);
    }
}
