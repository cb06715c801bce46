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
 * The schema of the {@link TransferTables}, while this process has it: a notebook that makes them again does not wait for
 * itself. It is one session that holds the lock, so the end of the process frees it, too.
 */
final class TransferHold implements Cleaning {

    private static final String SCHEMA = "transfer_lab";

    /** Each by its coordinator. */
    private static final Map<String, Session> OWN = new ConcurrentHashMap<>();

    private final Session holder;

    private TransferHold(Session holder) {
        this.holder = holder;
    }

    /**
     * Waits until no other process has the schema.
     *
     * @param progress told who has it
     */
    static TransferHold take(Cluster cluster, Progress progress) {
        var hold = new TransferHold(OWN.compute(cluster.coordinator().jdbcUrl(),
                (url, own) -> own != null && own.isAlive() ? own : cluster.session()));
        try {
            new SchemaLock(hold.holder, SCHEMA).take(progress);
            return hold;
        } catch (RuntimeException | Error e) {
            try (hold) {
                throw e;
            }
        }
    }

    /** Does some work with the schema, unless another process has it. */
    static void ifNobodyElseHas(Cluster cluster, Runnable work) {
        if (OWN.containsKey(cluster.coordinator().jdbcUrl())) {
            work.run();
            return;
        }
        try (Session session = cluster.session()) {
            if (new SchemaLock(session, SCHEMA).tryTake()) {
                work.run();
            }
        }
    }

    /** Lets others have it. A coordinator that was killed meanwhile has ended the session already. */
    @Override
    public void close() {
        OWN.values().remove(holder);
        try {
            holder.close();
        } catch (SqlException serverGone) {
            System.getLogger(TransferHold.class.getName()).log(System.Logger.Level.DEBUG, "ended already", serverGone);
        }
    }
}
