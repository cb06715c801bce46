package shardlab.workload;

import java.util.Optional;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * A setting of a node's configuration, changed until closed: one that no session, role or database can have a value of its
 * own for, as {@link #BUCKETS_PER_NODE} and {@link #SHARED_POOL}, or that all sessions shall have. What ALTER SYSTEM had
 * set before is set again, and nothing where it had set nothing.
 */
final class NodeSetting implements AutoCloseable {

    /** Buckets that a repartition join makes for each node. */
    static final String BUCKETS_PER_NODE = "citus.repartition_join_bucket_count_per_node";
    /** Connections that all sessions of the coordinator together may have to one worker. */
    static final String SHARED_POOL = "citus.max_shared_pool_size";

    private static final int MOST_TRIES = 200;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Session node;
    private final String name;
    private final Optional<String> setBefore;
    private final Thread hook = new Thread(this::putBackAtEnd, "put back a setting");
    private final boolean noted;
    private boolean changed;

    /** @param node a session of a role that may ALTER SYSTEM */
    NodeSetting(Session node, String name) {
        this(node, name, false);
    }

    private NodeSetting(Session node, String name, boolean noted) {
        this.node = node;
        this.name = name;
        this.noted = noted;
        this.setBefore = node.query(sql("setting_of_file"), name).stream()
                .map(row -> row.text("setting")).findFirst();
    }

    /** One that {@link LeftSettings} puts back if this process is killed. */
    static NodeSetting noted(Session node, String name) {
        LeftSettings.putBack(node);
        return new NodeSetting(node, name, true);
    }

    /**
     * Sets it, and waits until the node has read it.
     *
     * @throws LabException if the node does not take it, or the wait was interrupted
     */
    void set(String value) {
        if (!changed) {
            changed = true;
            Runtime.getRuntime().addShutdownHook(hook);
            note();
        }
        load(node.format(sql("set_setting"), name, value));
        waitFor(value);
    }

    /** Puts back what was there. */
    @Override
    public void close() {
        if (changed) {
            Running.undisturbed(() -> putBack(node));
            changed = false;
            ThisProcess.forget(hook);
        }
    }

    /** The process ends, and perhaps in the middle of a statement: by a session of its own. */
    private void putBackAtEnd() {
        try (Session own = Session.open(node.server())) {
            putBack(own);
        }
    }

    private void note() {
        if (noted) {
            LeftSettings.note(node, name, setBefore);
        }
    }

    private void putBack(Session session) {
        putBack(session, name, setBefore);
        if (noted) {
            LeftSettings.forget(session, name);
        }
    }

    /** Sets again what ALTER SYSTEM had set, or nothing: also for a process that was killed before it could. */
    static void putBack(Session node, String name, Optional<String> before) {
        node.execute(before.map(value -> node.format(sql("set_setting"), name, value))
                .orElseGet(() -> node.format(sql("reset_setting"), name)));
        node.query("select pg_reload_conf()");
    }

    String name() {
        return name;
    }

    /** The node that it is a setting of. */
    String node() {
        return node.server().name();
    }

    /** What ALTER SYSTEM had set before, if it had. */
    Optional<String> before() {
        return setBefore;
    }

    private void load(String change) {
        node.execute(change);
        node.query("select pg_reload_conf()");
    }

    /** The server reads its configuration a moment after it was told to. */
    private void waitFor(String value) {
        try {
            for (int tries = 0; !now().equals(value); tries++) {
                if (tries == MOST_TRIES) {
                    throw new LabException(name + " stays as it was", node.server().label(),
                            "asked for " + value, "see its log", null);
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("waiting for a node's configuration was stopped", null, null, null, e);
        }
    }

    private String now() {
        return node.query("select current_setting(?)", name).singleText();
    }

    static String sql(String name) {
        return SqlFile.read("workload/" + name + ".sql");
    }
}
