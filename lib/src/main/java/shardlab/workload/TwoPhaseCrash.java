package shardlab.workload;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A transfer whose first worker was lost after it had prepared and before it was told to commit, as it was seen when that
 * worker was back.
 *
 * @param worker   the worker
 * @param prepared what it had prepared
 * @param waiting  what of it waits there still
 * @param logged   rows of {@code pg_dist_transaction} that say that this was committed
 * @param answer   what the client was told
 * @param seen     the sum of all balances that a reader sees
 * @param expected the sum before the transfer
 */
public record TwoPhaseCrash(String worker, List<TwoPhasePrepared> prepared, List<TwoPhasePrepared> waiting, long logged,
        String answer, long seen, long expected) {

    /**
     * Makes it happen: kills the worker's server and starts it again, or cuts the connection to it where the servers are
     * not the lab's. Nothing but the prepared transaction is left of it when it returns, however it ends.
     *
     * @throws LabException if the cluster has no two-phase commit
     */
    static TwoPhaseCrash make(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        if (!cluster.can(Capability.TWO_PHASE_COMMIT)) {
            throw new LabException("the cluster has no two-phase commit to crash in", cluster.coordinator().label(),
                    cluster.choice(), "use another engine", null);
        }
        TransferPlace lost = tables.placeOf(pair.fromBranch());
        try (Session recovery = cluster.session(); Cleaning back = () -> Running.undisturbed(() -> restart(cluster, lost))) {
            recovery.execute("begin");
            recovery.execute(TransferTables.sql("hold_recovery"));
            long before = tables.total(recovery);
            List<TwoPhasePrepared> prepared;
            String answer;
            try (var pause = new TwoPhasePause(cluster, tables, pair, amount)) {
                prepared = pause.prepared();
                lose(cluster, recovery, lost, prepared.get(0));
                answer = pause.letGo().map(SqlException::what).orElse("committed");
            }
            Running.undisturbed(() -> restart(cluster, lost));
            return seen(cluster, tables, lost, prepared, answer, before);
        }
    }

    private static void lose(Cluster cluster, Session session, TransferPlace lost, TwoPhasePrepared prepared) {
        if (cluster.ownsServers()) {
            cluster.kill(cluster.node(lost.groupId()));
        } else {
            session.query(TransferTables.sql("cut_prepared"), prepared.gid());
        }
    }

    private static void restart(Cluster cluster, TransferPlace lost) {
        if (cluster.ownsServers() && !cluster.answers(cluster.node(lost.groupId()))) {
            cluster.restart(cluster.node(lost.groupId()));
        }
    }

    private static TwoPhaseCrash seen(Cluster cluster, TransferTables tables, TransferPlace lost,
            List<TwoPhasePrepared> prepared, String answer, long before) {
        try (Session session = cluster.session()) {
            List<TwoPhasePrepared> waiting = TwoPhasePrepared.all(session).stream().filter(prepared::contains).toList();
            long logged = session.query(TransferTables.sql("logged"),
                    (Object) prepared.stream().map(TwoPhasePrepared::gid).toArray(String[]::new)).singleNumber();
            return new TwoPhaseCrash(lost.node(), prepared, waiting, logged, answer, tables.total(session), before);
        }
    }

    /** True if the transaction waits still, and the coordinator has written that it was committed. */
    public boolean waits() {
        return !waiting.isEmpty() && logged > 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s prepared %s and was lost before it was told to commit%n"
                + "the client was told: %s%n%s is back; waiting there: %s; pg_dist_transaction has %d of it%n"
                + "a reader sees %,d in all accounts; there were %,d", worker, gids(prepared), answer, worker,
                waiting.isEmpty() ? "nothing any more, recovery was faster" : gids(waiting), logged, seen, expected);
    }

    private static String gids(List<TwoPhasePrepared> all) {
        return all.stream().map(TwoPhasePrepared::gid).collect(Collectors.joining(", "));
    }
}
