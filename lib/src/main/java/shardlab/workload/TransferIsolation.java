package shardlab.workload;

import java.util.List;
import java.util.function.BooleanSupplier;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** Finds out what each isolation level lets happen, by making it happen. Every balance is put back. */
final class TransferIsolation implements AutoCloseable {

    private static final List<String> LEVELS = List.of("read committed", "repeatable read", "serializable");
    private static final long AMOUNT = 10;

    private final TransferTables tables;
    private final Session one;
    private final Session other;

    TransferIsolation(Cluster cluster, TransferTables tables) {
        this.tables = tables;
        this.one = cluster.session();
        this.other = cluster.session();
    }

    /** One line a level. */
    List<TransferLevel> run() {
        TransferPair beside = tables.oneShard();
        TransferPair across = tables.twoWorkers();
        return LEVELS.stream().map(level -> new TransferLevel(level, answer(level, () -> rowChanges(beside)),
                answer(level, () -> half(beside)), answer(level, () -> half(across)),
                answer(level, () -> secondWrites(beside)), answer(level, () -> skew(level, beside)),
                answer(level, () -> skew(level, across)))).toList();
    }

    private String answer(String level, BooleanSupplier scene) {
        try {
            one.execute("begin isolation level " + level);
            boolean happened = scene.getAsBoolean();
            one.execute("commit");
            return happened ? "yes" : "no";
        } catch (SqlException refused) {
            return refused.sqlState();
        } finally {
            one.execute("rollback");
            other.execute("rollback");
            one.execute(TransferTables.sql("put_back"));
        }
    }

    private boolean rowChanges(TransferPair pair) {
        long first = from(one, pair);
        TransferTables.move(other, pair, AMOUNT);
        return from(one, pair) != first;
    }

    private boolean half(TransferPair pair) {
        long from = from(one, pair);
        tables.transfer(other, pair, AMOUNT);
        return from + to(one, pair) != 2 * TransferTables.OPENING_BALANCE;
    }

    private boolean secondWrites(TransferPair pair) {
        from(one, pair);
        take(other, pair);
        take(one, pair);
        return true;
    }

    /** Each sees that both accounts together have enough, and takes from its own. */
    private boolean skew(String level, TransferPair pair) {
        other.execute("begin isolation level " + level);
        both(one, pair);
        both(other, pair);
        take(one, pair);
        take(other, pair.back());
        other.execute("commit");
        return true;
    }

    private static void both(Session session, TransferPair pair) {
        from(session, pair);
        to(session, pair);
    }

    private static long from(Session session, TransferPair pair) {
        return TransferTables.balance(session, pair.fromBranch(), pair.fromId());
    }

    private static long to(Session session, TransferPair pair) {
        return from(session, pair.back());
    }

    private static void take(Session session, TransferPair pair) {
        session.update(TransferTables.sql("take"), AMOUNT, pair.fromBranch(), pair.fromId());
    }

    @Override
    public void close() {
        try (one; other) {
            other.execute("rollback");
        }
    }
}
