package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import shardlab.Cleaning;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * Looks again and again at how many connections each worker has from the other nodes, by {@code pg_stat_activity}, while
 * something is done. Its own sessions are open before, so that a worker that is full can still be looked at.
 */
public final class ConnectionWatch implements AutoCloseable {

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String SQL = SqlFile.read("workload/connections/from_nodes.sql");

    private final List<Session> sessions = new ArrayList<>();

    /** Watches the workers that can be reached from here: none, if one of them cannot. */
    public ConnectionWatch(Cluster cluster) {
        try {
            for (Server worker : cluster.reachesWorkers() ? cluster.workers() : List.<Server>of()) {
                sessions.add(Session.open(worker));
            }
        } catch (SqlException e) {
            close();
            throw e;
        }
    }

    /**
     * What was seen.
     *
     * @param answer what the work returned
     * @param most   the most connections that each worker had at one moment
     */
    public record Watched<T>(T answer, SortedMap<String, Long> most) {

        /** The most that any worker had. */
        public long peak() {
            return most.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /** How many connections from other nodes each worker has now. */
    public SortedMap<String, Long> now() {
        SortedMap<String, Long> counts = new TreeMap<>();
        sessions.forEach(session -> counts.put(session.server().name(), session.query(SQL).row(0).number("all_of_them")));
        return counts;
    }

    /** Does some work and looks meanwhile. */
    public <T> Watched<T> during(Supplier<T> work) {
        SortedMap<String, Long> most = now();
        var ended = new AtomicBoolean();
        var looking = new Thread(() -> look(ended, most), "connection watch");
        looking.setDaemon(true);
        looking.start();
        try (Cleaning end = () -> end(looking, ended)) {
            return new Watched<>(work.get(), most);
        }
    }

    private void look(AtomicBoolean ended, SortedMap<String, Long> most) {
        try {
            while (!ended.get()) {
                now().forEach((node, count) -> most.merge(node, count, Math::max));
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        } catch (SqlException workerGone) {
            // the work fails by it too, and says so; what was seen until then stands
            ended.set(true);
        }
    }

    private static void end(Thread looking, AtomicBoolean ended) {
        ended.set(true);
        boolean interrupted = false;
        while (looking.isAlive()) {
            try {
                looking.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Cleaning.all(sessions.stream().map(session -> (Cleaning) session::close).toList());
    }
}
