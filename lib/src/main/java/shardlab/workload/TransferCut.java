package shardlab.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.cluster.Node;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A transfer between two workers one of which was cut off before the transfer had committed there.
 *
 * @param pair     the accounts
 * @param amount   what was to be moved
 * @param lost     the worker that was cut off
 * @param when     how far the transfer had come
 * @param answer   what the client was told
 * @param before   what the two accounts had, the one that gives first
 * @param after    what they have afterwards
 * @param missing  what all accounts together have less than before; below zero if they have more
 */
public record TransferCut(TransferPair pair, long amount, String lost, String when, String answer, List<Long> before,
        List<Long> after, long missing) {

    /** True if the transfer is there by half. */
    public boolean half() {
        return missing != 0;
    }

    /** The worker that money goes to is cut off when both have done their part, and nobody has asked for the commit. */
    static TransferCut beforeCommit(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        TransferPlace to = tables.placeOf(pair.toBranch());
        return told(cluster, tables, pair, amount, "before COMMIT", () -> {
            try (Session watch = cluster.session(); Session writer = cluster.session()) {
                writer.execute("begin");
                TransferTables.move(writer, pair, amount);
                cut(watch, to);
                return commit(writer);
            }
        });
    }

    /**
     * The worker that money goes to is held back at the commit until the other one has prepared, or has committed where
     * there is no two-phase commit; then it is cut off. So this happens every time, and not by chance.
     *
     * @throws LabException if the cluster's nodes cannot be put behind a {@link Network}
     */
    static TransferCut inCommit(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        boolean twoPhase = cluster.can(Capability.TWO_PHASE_COMMIT);
        String when = twoPhase ? "when the other worker had prepared" : "when the other worker had committed";
        return told(cluster, tables, pair, amount, when, () -> {
            try (var network = Network.open(cluster, Link.LOOPBACK); var watch = new CrashWatch(cluster)) {
                var site = new CrashSite(cluster, network, watch);
                return cutInCommit(site, tables, pair, amount, twoPhase);
            }
        });
    }

    private static Optional<SqlException> cutInCommit(CrashSite site, TransferTables tables, TransferPair pair, long amount,
            boolean twoPhase) {
        TransferPlace from = tables.placeOf(pair.fromBranch());
        Node first = site.ofGroup(from.groupId());
        Node second = site.ofGroup(tables.placeOf(pair.toBranch()).groupId());
        long before = site.watch().balance(first, from, pair.fromId());
        try (Cleaning pass = site::passEverything; var transfer = CrashTransfer.of(site.client(), pair, amount)) {
            new CrashPoint(site, transfer, first, second,
                    worker -> site.watch().balance(worker, from, pair.fromId()) != before, twoPhase)
                    .reach(twoPhase ? CrashPhase.ONE_PREPARED : CrashPhase.BETWEEN_COMMITS);
            CrashKind.CONNECTIONS.strike(site, second);
            return transfer.answer();
        }
    }

    private static TransferCut told(Cluster cluster, TransferTables tables, TransferPair pair, long amount, String when,
            Supplier<Optional<SqlException>> accident) {
        try (Session watch = cluster.session()) {
            long total = tables.total(watch);
            List<Long> before = balances(watch, pair);
            String answer = accident.get().map(TransferCut::told).orElse("committed");
            try (Session after = cluster.session()) {
                return new TransferCut(pair, amount, tables.placeOf(pair.toBranch()).node(), when, answer, before,
                        balances(after, pair), total - tables.total(after));
            }
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
        return String.format(Locale.ROOT, "%,d from %s%n%s was cut off %s; the client was told: %s%n"
                + "before, the two had %,d and %,d; now they have %,d and %,d: %s", amount, pair, lost, when, answer,
                before.get(0), before.get(1), after.get(0), after.get(1), half() ? String.format(Locale.ROOT, "%,d %s",
                        Math.abs(missing), missing > 0 ? "is gone" : "is there twice") : "nothing has changed");
    }
}
