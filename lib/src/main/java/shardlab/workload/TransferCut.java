package shardlab.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A transfer between two workers one of which lost its connection after the last statement and before the commit.
 *
 * @param pair     the accounts
 * @param amount   what was to be moved
 * @param lost     the worker that was cut off
 * @param answer   what the client was told
 * @param before   what the two accounts had, the one that gives first
 * @param after    what they have afterwards
 * @param missing  what all accounts together have less than before; below zero if they have more
 */
public record TransferCut(TransferPair pair, long amount, String lost, String answer, List<Long> before,
        List<Long> after, long missing) {

    /** True if the transfer is there by half. */
    public boolean half() {
        return missing != 0;
    }

    /**
     * Makes it happen: the worker that money goes to is cut off; and if nothing is left of the transfer then, the same the
     * other way round, since it may depend on the order in which workers are told to commit.
     */
    static TransferCut make(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        TransferCut first = once(cluster, tables, pair, amount);
        return first.half() ? first : once(cluster, tables, pair.back(), amount);
    }

    private static TransferCut once(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        TransferPlace to = tables.placeOf(pair.toBranch());
        try (Session watch = cluster.session(); Session writer = cluster.session()) {
            long total = tables.total(watch);
            List<Long> before = balances(watch, pair);
            writer.execute("begin");
            TransferTables.move(writer, pair, amount);
            cut(watch, to);
            String answer = commit(writer).map(TransferCut::told).orElse("committed");
            return new TransferCut(pair, amount, to.node(), answer, before, balances(watch, pair),
                    total - tables.total(watch));
        }
    }

    private static void cut(Session watch, TransferPlace place) {
        if (watch.query(TransferTables.sql("cut"), place.shardTable()).singleNumber() == 0) {
            throw new LabException("no connection of the transfer was found to cut", place.node(), place.shardTable(), null,
                    null);
        }
    }

    private static Optional<SqlException> commit(Session writer) {
        try {
            writer.execute("commit");
            return Optional.empty();
        } catch (SqlException e) {
            return Optional.of(e);
        }
    }

    private static String told(SqlException error) {
        return error.what().lines().findFirst().orElse("") + " (" + error.sqlState() + ")";
    }

    private static List<Long> balances(Session session, TransferPair pair) {
        return List.of(TransferTables.balance(session, pair.fromBranch(), pair.fromId()),
                TransferTables.balance(session, pair.toBranch(), pair.toId()));
    }

    /** In lines of a few words. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d from %s%n%s was cut off before the commit; the client was told: %s%n"
                + "before, the two had %,d and %,d; now they have %,d and %,d: %s", amount, pair, lost, answer,
                before.get(0), before.get(1), after.get(0), after.get(1), half() ? String.format(Locale.ROOT, "%,d %s",
                        Math.abs(missing), missing > 0 ? "is gone" : "is there twice") : "nothing has changed");
    }
}
