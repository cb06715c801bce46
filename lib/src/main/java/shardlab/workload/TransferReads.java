package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** A reader who adds up balances while money moves between workers: how often does the sum lack half of a transfer? */
final class TransferReads {

    /** The ways in which the reader reads. */
    private record Way(String name, long expected, ToLongFunction<Session> read) {
    }

    private static final int WRITERS = 3;

    private final Cluster cluster;
    private final TransferTables tables;

    TransferReads(Cluster cluster, TransferTables tables) {
        this.cluster = cluster;
        this.tables = tables;
    }

    /** Reads by each way for as long as said; transfers go on all the time. */
    List<TransferReadings> run(Duration each, Progress progress) {
        List<TransferReadings> all = new ArrayList<>();
        try (Session reader = cluster.session()) {
            List<Way> ways = ways(reader);
            try (var load = new TransferLoad(cluster, tables, pairs())) {
                for (Way way : ways) {
                    progress.report("reads", all.size(), ways.size(), "ways");
                    all.add(count(reader, way, load, each));
                }
                load.finish();
            }
            progress.report("reads", ways.size(), ways.size(), "ways");
        }
        return all;
    }

    /** Writers between workers, and one within a branch. */
    private List<TransferPair> pairs() {
        List<TransferPair> pairs = new ArrayList<>(tables.apart(WRITERS));
        int alone = tables.places().stream().map(TransferPlace::branch).filter(branch -> pairs.stream()
                .noneMatch(pair -> pair.fromBranch() == branch || pair.toBranch() == branch)).findFirst().orElseThrow();
        pairs.add(new TransferPair(alone, 1, alone, 2));
        return pairs;
    }

    private List<Way> ways(Session reader) {
        long all = tables.total(reader);
        int alone = pairs().get(WRITERS).fromBranch();
        long ofOne = branchTotal(reader, alone);
        return List.of(new Way("all shards, one statement", all, tables::total),
                new Way("all shards, REPEATABLE READ", all, session -> within(session, "begin isolation level "
                        + "repeatable read", tables::total)),
                new Way("all shards, after LOCK TABLE", all, session -> within(session, "begin; "
                        + TransferTables.sql("lock"), tables::total)),
                new Way("one shard", ofOne, session -> branchTotal(session, alone)));
    }

    private static long branchTotal(Session session, int branch) {
        return session.query(TransferTables.sql("branch_total"), branch).singleNumber();
    }

    private static long within(Session session, String begin, ToLongFunction<Session> read) {
        session.execute(begin);
        long sum = read.applyAsLong(session);
        session.execute("commit");
        return sum;
    }

    private static TransferReadings count(Session reader, Way way, TransferLoad load, Duration lasting) {
        long before = load.transfers();
        long reads = 0;
        long halves = 0;
        long furthest = 0;
        for (long end = System.nanoTime() + lasting.toNanos(); System.nanoTime() < end; reads++) {
            stopIfInterrupted(way);
            long off = way.read().applyAsLong(reader) - way.expected();
            halves += off == 0 ? 0 : 1;
            furthest = Math.abs(off) > Math.abs(furthest) ? off : furthest;
        }
        return new TransferReadings(way.name(), reads, halves, furthest, load.transfers() - before);
    }

    private static void stopIfInterrupted(Way way) {
        if (Thread.interrupted()) {
            throw new LabException("the reads were stopped", null, way.name(), "run them again", null);
        }
    }
}
