package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/**
 * How one transfer was committed.
 *
 * @param accounts where its two accounts are
 * @param workers  how many workers it wrote on
 * @param prepared how many transactions were prepared for it, by {@code pg_dist_transaction}: none for a commit in one phase
 */
public record TransferCommit(String accounts, int workers, long prepared) {

    /** One of each kind. */
    static List<TransferCommit> each(Cluster cluster, TransferTables tables) {
        try (Session hold = cluster.session(); Session writer = cluster.session()) {
            boolean twoPhases = cluster.can(Capability.TWO_PHASE_COMMIT);
            if (twoPhases) {
                hold.execute("begin");
                hold.execute(TransferTables.sql("hold_recovery"));
            }
            List<TransferCommit> all = new ArrayList<>();
            all.add(one(tables, writer, TransferLatency.ONE_SHARD, tables.oneShard(), 1, twoPhases));
            tables.oneWorker().ifPresent(pair ->
                    all.add(one(tables, writer, TransferLatency.ONE_WORKER, pair, 1, twoPhases)));
            all.add(one(tables, writer, TransferLatency.TWO_WORKERS, tables.twoWorkers(), 2, twoPhases));
            return all;
        }
    }

    private static TransferCommit one(TransferTables tables, Session writer, String name, TransferPair pair, int workers,
            boolean twoPhases) {
        long before = twoPhases ? logged(writer) : 0;
        tables.transfer(writer, pair, 1);
        return new TransferCommit(name, workers, twoPhases ? logged(writer) - before : 0);
    }

    private static long logged(Session session) {
        long pid = session.query("select pg_backend_pid()").singleNumber();
        return session.query(TransferTables.sql("logged_by"), pid).singleNumber();
    }
}
