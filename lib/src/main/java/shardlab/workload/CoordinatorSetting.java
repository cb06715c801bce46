package shardlab.workload;

import java.util.Optional;
import shardlab.LabException;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * A setting of the coordinator's configuration, changed until closed: one that no session, role or database can have a
 * value of its own for, as {@link #BUCKETS_PER_NODE} and {@link #SHARED_POOL}. What ALTER SYSTEM had set before is set
 * again, and nothing where it had set nothing.
 */
final class CoordinatorSetting implements AutoCloseable {

    /** Buckets that a repartition join makes for each node. */
    static final String BUCKETS_PER_NODE = "citus.repartition_join_bucket_count_per_node";
    /** Connections that all sessions of the coordinator together may have to one worker. */
    static final String SHARED_POOL = "citus.max_shared_pool_size";

    private static final int MOST_TRIES = 200;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Session coordinator;
    private final String name;
    private final Optional<String> setBefore;
    private final Thread hook = new Thread(this::putBackAtEnd, "put back a setting");
    private boolean changed;

    /** @param coordinator a session of a role that may ALTER SYSTEM */
    CoordinatorSetting(Session coordinator, String name) {
        this.coordinator = coordinator;
        this.name = name;
        this.setBefore = coordinator.query(sql("setting_of_file"), name).stream()
                .map(row -> row.text("setting")).findFirst();
    }

    /**
     * Sets it, and waits until the coordinator has read it.
     *
     * @throws LabException if the coordinator does not take it, or the wait was interrupted
     */
    void set(int value) {
        if (!changed) {
            changed = true;
            Runtime.getRuntime().addShutdownHook(hook);
        }
        load(coordinator.format(sql("set_setting"), name, value));
        waitFor(value);
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
        session.execute(setBefore.map(value -> session.format(sql("set_setting"), name, value))
                .orElseGet(() -> session.format(sql("reset_setting"), name)));
        session.query("select pg_reload_conf()");
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            System.getLogger(CoordinatorSetting.class.getName()).log(System.Logger.Level.DEBUG, "it is put back", ending);
        }
    }

    private void load(String change) {
        coordinator.execute(change);
        coordinator.query("select pg_reload_conf()");
    }

    /** The server reads its configuration a moment after it was told to. */
    private void waitFor(int value) {
        try {
            for (int tries = 0; now() != value; tries++) {
                if (tries == MOST_TRIES) {
                    throw new LabException(name + " stays as it was", coordinator.server().label(),
                            "asked for " + value, "see the coordinator's log", null);
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("waiting for the coordinator's configuration was stopped", null, null, null, e);
        }
    }

    private int now() {
        return Integer.parseInt(coordinator.query("select current_setting(?)", name).singleText());
    }

    private static String sql(String name) {
        return SqlFile.read("workload/" + name + ".sql");
    }
}
