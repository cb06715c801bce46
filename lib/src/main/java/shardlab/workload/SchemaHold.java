package shardlab.workload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A schema of the lab's own tables, such as that of the {@link TransferTables}, while this process has it: a notebook that
 * makes them again does not wait for itself. It is one session that holds the lock, so the end of the process frees it, too.
 */
final class SchemaHold implements Cleaning {

    /** Each by its coordinator and schema. */
    private static final Map<String, Session> OWN = new ConcurrentHashMap<>();

    private final Session holder;

    private SchemaHold(Session holder) {
        this.holder = holder;
    }

    /**
     * Waits until no other process has the schema.
     *
     * @param progress told who has it
     */
    static SchemaHold take(Cluster cluster, String schema, Progress progress) {
        var hold = new SchemaHold(OWN.compute(key(cluster, schema),
                (key, own) -> own != null && own.isAlive() ? own : cluster.session()));
        Cleaning.ifFails(hold, () -> new SchemaLock(hold.holder, schema).take(progress));
        return hold;
    }

    /** Does some work with the schema, unless another process has it. */
    static void ifNobodyElseHas(Cluster cluster, String schema, Runnable work) {
        if (OWN.containsKey(key(cluster, schema))) {
            work.run();
            return;
        }
        try (Session session = cluster.session()) {
            if (new SchemaLock(session, schema).tryTake()) {
                work.run();
            }
        }
    }

    private static String key(Cluster cluster, String schema) {
        return cluster.coordinator().jdbcUrl() + " " + schema;
    }

    /** Lets others have it. A coordinator that was killed meanwhile has ended the session already. */
    @Override
    public void close() {
        OWN.values().remove(holder);
        try {
            holder.close();
        } catch (SqlException serverGone) {
            System.getLogger(SchemaHold.class.getName()).log(System.Logger.Level.DEBUG, "ended already", serverGone);
        }
    }
}
