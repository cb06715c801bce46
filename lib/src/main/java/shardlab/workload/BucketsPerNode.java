package shardlab.workload;

import java.util.Optional;
import shardlab.LabException;
import shardlab.repartition.Shuffles;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * {@code citus.repartition_join_bucket_count_per_node}, changed until closed. No session, role or database can have a
 * value of its own: it is the coordinator's, read when the configuration is loaded. What ALTER SYSTEM had set before is
 * set again, and nothing where it had set nothing.
 */
final class BucketsPerNode implements AutoCloseable {

    private static final int MOST_TRIES = 200;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Session coordinator;
    private final Optional<String> setBefore;
    private final Thread hook = new Thread(this::putBackAtEnd, "put back buckets per node");
    private boolean changed;

    /** @param coordinator a session of a role that may ALTER SYSTEM */
    BucketsPerNode(Session coordinator) {
        this.coordinator = coordinator;
        this.setBefore = coordinator.query(sql("buckets_of_file")).stream().map(row -> row.text("setting")).findFirst();
    }

    /**
     * Sets it, and waits until the coordinator has read it.
     *
     * @throws LabException if the coordinator does not take it, or the wait was interrupted
     */
    void set(int count) {
        if (!changed) {
            changed = true;
            Runtime.getRuntime().addShutdownHook(hook);
        }
        load(coordinator.format(sql("set_buckets"), count));
        waitFor(count);
    }

    /** Puts back what was there. */
    @Override
    public void close() {
        if (changed) {
            Running.undisturbed(() -> putBack(coordinator));
            changed = false;
            forgetHook();
        }
    }

    /** The process ends, and perhaps in the middle of a statement: by a session of its own. */
    private void putBackAtEnd() {
        try (Session own = Session.open(coordinator.server())) {
            putBack(own);
        }
    }

    private void putBack(Session session) {
        session.execute(setBefore.map(value -> session.format(sql("set_buckets"), value)).orElse(sql("reset_buckets")));
        session.query("select pg_reload_conf()");
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            System.getLogger(BucketsPerNode.class.getName()).log(System.Logger.Level.DEBUG, "it is put back", ending);
        }
    }

    private void load(String change) {
        coordinator.execute(change);
        coordinator.query("select pg_reload_conf()");
    }

    /** The server reads its configuration a moment after it was told to. */
    private void waitFor(int count) {
        try {
            for (int tries = 0; new Shuffles(coordinator).bucketsPerNode() != count; tries++) {
                if (tries == MOST_TRIES) {
                    throw new LabException("citus.repartition_join_bucket_count_per_node stays as it was",
                            coordinator.server().label(), "asked for " + count, "see the coordinator's log", null);
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("waiting for the coordinator's configuration was stopped", null, null, null, e);
        }
    }

    private static String sql(String name) {
        return SqlFile.read("workload/" + name + ".sql");
    }
}
