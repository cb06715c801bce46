package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A client that writes one row after the other, whatever it is told, and remembers which were acknowledged, and when. */
final class FailoverClient implements AutoCloseable {

    static final long FIRST = 1_000_001;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Cluster cluster;
    private final String state;
    private final List<Ack> acks = new ArrayList<>();
    private final Thread thread = new Thread(this::write, "failover client");
    private volatile boolean ended;

    /** What was acknowledged: the row's id, and the time by {@link System#nanoTime()}. */
    record Ack(long id, long nanos) {
    }

    FailoverClient(Cluster cluster, String state) {
        this.cluster = cluster;
        this.state = state;
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        for (long id = FIRST; !ended;) {
            try (Session session = cluster.session()) {
                while (!ended) {
                    session.update(FailureTables.sql("sell"), state, id++);
                    acknowledged(id - 1);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SqlException nodeGone) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private synchronized void acknowledged(long id) {
        acks.add(new Ack(id, System.nanoTime()));
    }

    synchronized List<Ack> acks() {
        return List.copyOf(acks);
    }

    /** True if a write was acknowledged since a time. */
    boolean writtenSince(long nanos) {
        List<Ack> all = acks();
        return !all.isEmpty() && all.get(all.size() - 1).nanos() > nanos;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
