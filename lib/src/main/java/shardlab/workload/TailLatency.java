package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.measure.Latencies;
import shardlab.measure.Share;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * One worker is slow, and a look-up meets it with a small chance. How many queries of several look-ups meet it? A query
 * waits for the last of its tasks, so it is fast only if all of them are: {@code 1 − (1 − p)ⁿ} of the queries are slow.
 */
public final class TailLatency {

    private static final String SQL = SqlFile.read("workload/connections/by_keys.sql");
    private static final int WARM = 20;
    private static final long MOST_KEYS = 256;
    private static final double EVEN = 0.5;
    private static final int SAFELY = 2;
    private static final int MOST = 4;

    private final Cluster cluster;
    private final ClientTable table;
    private final Progress progress;
    private final List<Long> slow = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();

    /** @param table its users' ids are looked up */
    public TailLatency(Cluster cluster, ClientTable table, Progress progress) {
        this.cluster = cluster;
        this.table = table;
        this.progress = progress;
    }

    /**
     * Queries of one number of look-ups.
     *
     * @param lookups   ids that each query looked up
     * @param chance    with which each of them was one of the slow worker's
     * @param roundTrip what was added to each trip to the slow worker
     * @param slow      how many of the queries took as long as that, or longer
     * @param latencies of all of them
     */
    public record Fanout(int lookups, double chance, Duration roundTrip, Share slow, Latencies latencies) {

        /** What share of the queries is to be slow: {@code 1 − (1 − chance)ⁿ}. */
        public double expected() {
            return 1 - Math.pow(1 - chance, lookups);
        }

        /** True if what is expected lies in the interval of what was seen. */
        public boolean asExpected() {
            return slow.interval().contains(expected());
        }
    }

    /** True if one worker can be slowed here. */
    public static boolean possible(Cluster cluster) {
        return Network.possible(cluster);
    }

    /**
     * Slows the first worker and asks; the nodes are at their own ports again when it returns, however it ends.
     *
     * @param chance    with which a look-up goes to the slow worker, above 0 and below 1
     * @param lookups   numbers of look-ups a query
     * @param queries   of each number
     * @param least     what is added at least to each trip to the slow worker: up to four times as much where queries take
     *                  long by themselves, so that those that met it are told from those that did not
     * @throws LabException if no worker can be slowed here
     */
    public List<Fanout> measure(double chance, List<Integer> lookups, int queries, Duration least, long seed) {
        var random = new SplittableRandom(seed);
        try (Network network = Network.open(cluster, Link.LOOPBACK); Session session = cluster.session()) {
            session.execute(SqlFile.read("workload/connections/plan_each.sql"));
            String worker = divide(session);
            Duration roundTrip = longer(least, warm(session, lookups, random));
            network.set(worker, Link.of(roundTrip, 0));
            List<Fanout> all = new ArrayList<>();
            for (int count : lookups) {
                all.add(ask(session, chance, count, queries, roundTrip, random));
            }
            return all;
        }
    }

    /** Divides the ids into those of one worker and the others'. Returns the worker. */
    private String divide(Session session) {
        Rows keys = session.query(SqlFile.read("workload/connections/keys_by_node.sql"),
                Math.min(table.users(), MOST_KEYS));
        int group = keys.stream().mapToInt(row -> row.integer("groupid")).min().orElseThrow();
        slow.clear();
        others.clear();
        keys.forEach(row -> (row.integer("groupid") == group ? slow : others).add(row.number("id")));
        if (others.isEmpty()) {
            throw new LabException("one worker has all rows: none is slower than the others", cluster.engine(), null,
                    "use a cluster of two workers or more", null);
        }
        return NodeName.of(group);
    }

    /** Connections are made, and the catalog is read, while no worker is slow. Returns what nearly all queries took then. */
    private Duration warm(Session session, List<Integer> lookups, SplittableRandom random) {
        int most = lookups.stream().mapToInt(Integer::intValue).max().orElse(1);
        var latencies = new Latencies();
        for (int i = 0; i < 2 * WARM; i++) {
            long start = System.nanoTime();
            session.query(SQL, keys(most, EVEN, random));
            if (i >= WARM) {
                latencies.add(System.nanoTime() - start);
            }
        }
        return latencies.longest();
    }

    private static Duration longer(Duration least, Duration without) {
        long safe = Math.min(without.multipliedBy(SAFELY).toMillis(), least.multipliedBy(MOST).toMillis());
        return Duration.ofMillis(Math.max(safe, least.toMillis()));
    }

    private Fanout ask(Session session, double chance, int count, int queries, Duration roundTrip, SplittableRandom random) {
        var latencies = new Latencies();
        long slowQueries = 0;
        for (int i = 0; i < queries; i++) {
            progress.report(count + " look-ups a query", i, queries, "queries");
            List<Long> keys = keys(count, chance, random);
            long start = System.nanoTime();
            session.query(SQL, keys);
            long nanos = System.nanoTime() - start;
            latencies.add(nanos);
            slowQueries += nanos >= roundTrip.toNanos() ? 1 : 0;
        }
        progress.report(count + " look-ups a query", queries, queries, "queries");
        return new Fanout(count, chance, roundTrip, new Share(slowQueries, queries), latencies);
    }

    private List<Long> keys(int count, double chance, SplittableRandom random) {
        return LongStream.range(0, count).map(i -> {
            List<Long> from = random.nextDouble() < chance ? slow : others;
            return from.get(random.nextInt(from.size()));
        }).boxed().toList();
    }
}
