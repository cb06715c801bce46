package shardlab.workload;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A transfer of Citus that stands still between its two phases: the worker that money is taken from has prepared, the one
 * that gets it cannot yet. Its commit has to check a deferred foreign key to a row that a guard holds.
 */
final class TwoPhasePause implements AutoCloseable {

    private static final int MOST_LOOKS = 200;
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Session guard;
    private final TransferSession writer;
    private final Session watch;
    private final TransferPlace from;
    private Future<Optional<SqlException>> commit;
    private List<TwoPhasePrepared> prepared = List.of();

    /** Begins the transfer, and waits until it stands still. */
    TwoPhasePause(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        from = tables.placeOf(pair.fromBranch());
        watch = cluster.session();
        guard = cluster.session();
        writer = new TransferSession(cluster.session(), "transfer");
        try {
            shut(pair.toBranch());
            commit = writer.start(session -> session.transaction(() -> {
                TransferTables.move(session, pair, amount);
                session.update(TransferTables.sql("gate_pass"), pair.toBranch());
            }));
            awaitPrepared();
        } catch (RuntimeException | Error e) {
            try (this) {
                throw e;
            }
        }
    }

    private void shut(int branch) {
        if (watch.query(TransferTables.sql("gate_exists")).single().equals(false)) {
            watch.execute(TransferTables.sql("gate"));
            watch.query(TransferTables.sql("gate_distribute"));
        }
        watch.execute("truncate transfer_lab.gate, transfer_lab.passage");
        watch.update(TransferTables.sql("gate_fill"), branch);
        guard.execute("begin");
        guard.query(TransferTables.sql("gate_shut"), branch);
    }

    private void awaitPrepared() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            prepared = TwoPhasePrepared.all(watch).stream().filter(one -> one.node().equals(from.node())).toList();
            Optional<Optional<SqlException>> ended = TransferSession.await(commit, BETWEEN_LOOKS_MILLIS);
            if (ended.isPresent()) {
                throw new LabException("the transfer did not wait before its second phase", from.node(),
                        ended.get().map(SqlException::what).orElse("it was committed"), null, null);
            }
            if (!prepared.isEmpty()) {
                return;
            }
        }
        throw new LabException("the transfer was not prepared", from.node(), "it still runs", "run it again", null);
    }

    /** What waits on the worker that has prepared. */
    List<TwoPhasePrepared> prepared() {
        return prepared;
    }

    /** Lets the second worker prepare, and so the transfer go on to its end. Returns what the client was told. */
    Optional<SqlException> letGo() {
        guard.execute("rollback");
        return TransferSession.await(commit, Long.MAX_VALUE).orElseThrow();
    }

    @Override
    public void close() {
        Cleaning.all(List.of(guard::close, writer::close, watch::close));
    }
}
