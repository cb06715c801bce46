package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import shardlab.Cleaning;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** Transfers that go on in the background until closed, to and fro, each thread between two accounts of its own. */
final class TransferLoad implements AutoCloseable {

    private final List<TransferSession> writers = new ArrayList<>();
    private final List<Future<Optional<SqlException>>> running = new ArrayList<>();
    private final AtomicLong transfers = new AtomicLong();
    private volatile boolean stopped;

    /** @param pairs no two of them with an account in common: nobody waits for another, and there are no deadlocks */
    TransferLoad(Cluster cluster, TransferTables tables, List<TransferPair> pairs) {
        Cleaning.ifFails(this::close, () -> pairs.forEach(pair ->
                writers.add(new TransferSession(cluster.session(), "transfers of " + pair))));
        for (int i = 0; i < pairs.size(); i++) {
            TransferPair pair = pairs.get(i);
            running.add(writers.get(i).start(session -> toAndFro(tables, session, pair)));
        }
    }

    private void toAndFro(TransferTables tables, Session session, TransferPair pair) {
        for (TransferPair next = pair; !stopped; next = next.back()) {
            tables.transfer(session, next, 1);
            transfers.incrementAndGet();
        }
    }

    /** How many have been committed so far. */
    long transfers() {
        return transfers.get();
    }

    /**
     * Lets every thread finish its transfer.
     *
     * @throws SqlException if one of them was refused
     */
    void finish() {
        stopped = true;
        for (var one : running) {
            TransferSession.await(one, Long.MAX_VALUE).orElseThrow().ifPresent(error -> {
                throw error;
            });
        }
    }

    @Override
    public void close() {
        stopped = true;
        Cleaning.all(writers.stream().<Cleaning>map(writer -> writer::close).toList());
    }
}
