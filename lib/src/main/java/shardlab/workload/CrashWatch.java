package shardlab.workload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** Looks at each node past the network, which may be holding back everything else. */
final class CrashWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 1;

    private final Cluster cluster;
    private final Map<Integer, Session> sessions = new TreeMap<>();

    CrashWatch(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A session on a node, kept until {@link #forget}. */
    Session on(Node node) {
        return sessions.computeIfAbsent(node.groupId(), group -> cluster.session(node.server()));
    }

    /** The node has crashed, and the session with it. */
    void forget(Node node) {
        try (Session gone = sessions.remove(node.groupId())) {
            // closing it is all
        } catch (SqlException serverGone) {
            // its end of the connection went with the server
        }
    }

    /** What an account has by what is committed on its own worker. */
    long balance(Node node, TransferPlace place, int id) {
        return on(node).query(sql("balance").formatted(place.shardTable()), place.branch(), id).singleNumber();
    }

    /** True if the worker has prepared what a backend of the coordinator began. */
    boolean hasPrepared(Node worker, long backend) {
        return on(worker).query(sql("prepared"), backend).singleNumber() > 0;
    }

    /** True if the coordinator has committed what this backend began, and the workers may not know it. */
    boolean hasDecided(Node coordinator, long backend) {
        return on(coordinator).query(sql("decided"), backend).singleNumber() > 0;
    }

    /** True if the backend is done with the statement that it had. */
    boolean isIdle(Node coordinator, long backend) {
        return on(coordinator).query(sql("idle"), backend).singleNumber() > 0;
    }

    /** True if there is no such backend. */
    boolean isGone(Node coordinator, long backend) {
        return on(coordinator).query(sql("alive"), backend).singleNumber() == 0;
    }

    /**
     * Returns when it is so.
     *
     * @throws LabException if it is not so after a long while, or the thread is interrupted
     */
    void until(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new LabException("waited in vain for " + what, cluster.engine(), PATIENCE.toSeconds() + " s",
                        "run it again on a quiet machine; the seed repeats it", null);
            }
            pause(what, LOOK_MILLIS);
        }
    }

    static void pause(String what, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + what, null, null, "run it again", e);
        }
    }

    static String sql(String name) {
        return SqlFile.read("workload/crashes/" + name + ".sql");
    }

    @Override
    public void close() {
        Cleaning.all(sessions.values().stream().map(session -> (Cleaning) session::close).toList());
    }
}
