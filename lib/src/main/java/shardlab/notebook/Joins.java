package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.chart.Estimate;
import shardlab.chart.IntervalChart;
import shardlab.chart.LineChart;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.measure.Comparison;
import shardlab.measure.CostLine;
import shardlab.measure.Durations;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.measure.Timing;

/** Joins timed over a range: of sizes, of shard and bucket counts, of networks. */
public final class Joins {

    private static final String COLOCATED = "co-located";
    private static final String PULLED = "pulled";
    private static final int MOST_LINES = 8;

    private final Cluster cluster;
    private final Progress progress;

    /**
     * @param cluster  where the joins run
     * @param progress told of each round
     */
    public Joins(Cluster cluster, Progress progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /**
     * The three joins at one setting.
     *
     * @param size    the number of sales
     * @param fetches files that Citus's nodes fetch from one another for its repartition join; 0 without one
     * @param link    the network between the nodes
     * @param outcome the times of {@code co-located}, the repartition, and {@code pulled}
     */
    public record Measured(long size, int fetches, Link link, Outcome outcome) {

        Estimate estimate(int arm) {
            return Estimate.millis(outcome.timings().get(arm));
        }

        /** How long the repartition took. */
        public Timing repartition() {
            return outcome.timings().get(1);
        }

        /** The repartition set against the co-located join. */
        public Comparison ratio() {
            return outcome.compare(repartition().arm(), COLOCATED);
        }
    }

    /** All three joins at several numbers of sales, each in tables of its own that are removed afterwards. */
    public List<Measured> bySize(List<Long> sizes, int shards, int rounds) {
        List<Measured> all = new ArrayList<>();
        for (long size : sizes) {
            try (JoinPair pair = JoinPair.of(cluster, size, shards)) {
                all.add(measure(String.format(Locale.ROOT, "%,d sales", size), pair, size, Link.LOOPBACK, rounds));
            }
        }
        return all;
    }

    /** All three joins at several shard counts. */
    public List<Measured> byShards(List<Integer> shardCounts, long sales, int rounds) {
        List<Measured> all = new ArrayList<>();
        for (int shards : shardCounts) {
            try (JoinPair pair = JoinPair.of(cluster, sales, shards)) {
                all.add(measure(shards + " shards", pair, sales, Link.LOOPBACK, rounds));
            }
        }
        return all;
    }

    /**
     * All three joins at several values of {@code citus.repartition_join_bucket_count_per_node}. On a cluster that is not
     * the lab's it prints that the setting is left alone, and measures nothing.
     *
     * @throws LabException if the coordinator does not take a value, or a join fails
     */
    public List<Measured> byBuckets(List<Integer> bucketCounts, long sales, int shards, int rounds) {
        List<Measured> all = new ArrayList<>();
        if (!cluster.ownsServers()) {
            System.out.println("The lab did not start this cluster, so it leaves the number of buckets a node as it is.");
            return all;
        }
        try (JoinPair pair = JoinPair.of(cluster, sales, shards)) {
            for (int buckets : bucketCounts) {
                pair.bucketsPerNode(buckets);
                all.add(measure(buckets + " buckets a node", pair, sales, Link.LOOPBACK, rounds));
            }
        }
        return all;
    }

    /** True if {@link #byLink} works here: the lab started the nodes, and they are on this machine's loopback. */
    public boolean networkPossible() {
        return Network.possible(cluster);
    }

    /**
     * All three joins over several networks, with few shards and one bucket a node. The nodes are at their own ports
     * again when it returns, however it ends.
     *
     * @throws LabException if this is not {@link #networkPossible}, or a join fails
     */
    public List<Measured> byLink(List<Link> links, long sales, int shards, int rounds) {
        List<Measured> all = new ArrayList<>();
        try (Network network = Network.open(cluster, Link.LOOPBACK);
                JoinPair pair = JoinPair.of(cluster, sales, shards)) {
            pair.bucketsPerNode(1);
            for (Link link : links) {
                network.set(link);
                all.add(measure(link.name(), pair, sales, link, rounds));
            }
            network.set(Link.LOOPBACK);
        }
        return all;
    }

    /**
     * What each node sent to the others during one repartition join, carried beside computed. The nodes are at their own
     * ports again when it returns, however it ends.
     *
     * @throws LabException if this is not {@link #networkPossible}, or the join fails
     */
    public List<LinkLoad> carried(long sales, int shards) {
        try (Network network = Network.open(cluster, Link.LOOPBACK);
                JoinPair pair = JoinPair.of(cluster, sales, shards)) {
            pair.repartitioned();
            return LinkLoad.during(network, pair::repartitioned, pair.moved());
        }
    }

    private Measured measure(String name, JoinPair pair, long size, Link link, int rounds) {
        Outcome outcome = Experiment.named(name).arm(COLOCATED, pair::colocated)
                .arm(pair.repartitionName(), pair::repartitioned).arm(PULLED, pair::pulled)
                .rounds(rounds).warmUp(1).progress(progress).provenance(cluster.provenance().caption()).run();
        return new Measured(size, pair.fetches(), link, outcome);
    }

    /** Times against size, with the two parts of the repartition. */
    public LineChart times(List<Measured> sizes) {
        CostLine cost = cost(sizes);
        List<LineChart.Series> series = new ArrayList<>();
        List<String> arms = arms(sizes);
        for (int arm = 0; arm < arms.size(); arm++) {
            int which = arm;
            series.add(line(arms.get(arm), sizes, one -> one.estimate(which)));
        }
        if (cost.fixed() > 0) {
            series.add(line("… its fixed part", sizes, one -> Estimate.exactly(cost.fixed())));
        }
        if (cost.perUnit() > 0) {
            series.add(line("… its growing part", sizes, one -> Estimate.exactly(cost.growing(one.size()))));
        }
        return new LineChart("Three joins against the number of sales", new LineChart.Axes("sales", "time (ms)"), series,
                "The two parts are fitted to the repartition's medians. " + caption(sizes));
    }

    /** The repartition's time as a fixed part and one for each sale, in milliseconds. */
    public CostLine cost(List<Measured> sizes) {
        return CostLine.through(sizes.stream()
                .map(one -> new CostLine.Point(one.size(), one.estimate(1).value())).toList());
    }

    /** How many times as long as the co-located join the repartition takes, against size. */
    public LineChart ratios(List<Measured> sizes) {
        return new LineChart("How many times as long the repartition takes", new LineChart.Axes("sales", "times co-located"),
                List.of(line(arms(sizes).get(1), sizes, one -> Estimate.ratio(one.ratio()))), caption(sizes));
    }

    /** The repartition's times against the number of files that nodes fetch from one another. */
    public LineChart fetches(List<Measured> byShards, List<Measured> byBuckets) {
        return new LineChart("The price of a repartition is its number of fetches",
                new LineChart.Axes("fetches between nodes", "time (ms)"),
                Stream.of(new Range("more shards", byShards), new Range("more buckets", byBuckets))
                        .filter(range -> !range.all.isEmpty())
                        .map(range -> new LineChart.Series(range.name, range.all.stream()
                                .map(one -> new LineChart.Point(one.fetches(), one.estimate(1))).toList())).toList(),
                caption(byShards));
    }

    private record Range(String name, List<Measured> all) {
    }

    /** The times over each network, join by join. */
    public IntervalChart networks(List<Measured> links) {
        List<IntervalChart.Arm> bars = new ArrayList<>();
        List<String> arms = arms(links);
        for (int arm = 0; arm < arms.size(); arm++) {
            for (Measured one : links) {
                bars.add(new IntervalChart.Arm(arms.get(arm) + " · " + one.link().name(), one.estimate(arm)));
            }
        }
        return new IntervalChart("The same joins over several networks", "time (ms)", IntervalChart.Axis.LOGARITHMIC, bars,
                millis -> Durations.text(millis * 1e6),
                "The networks are made by proxies in front of the nodes. " + caption(links));
    }

    /**
     * The numbers that are taken for a query's time, one beside the other.
     *
     * @param median   the median of interleaved rounds, in milliseconds
     * @param first    the first run of a new session, in milliseconds
     * @param analyzed what EXPLAIN ANALYZE says, in milliseconds: the shown task's time first, if it shows one, the
     *                 whole last
     */
    public IntervalChart numbers(String title, Estimate median, double first, double[] analyzed) {
        List<IntervalChart.Arm> bars = new ArrayList<>();
        bars.add(new IntervalChart.Arm("median of rounds", median));
        bars.add(new IntervalChart.Arm("first run of a session", Estimate.exactly(first)));
        bars.add(new IntervalChart.Arm("EXPLAIN ANALYZE, whole", Estimate.exactly(analyzed[analyzed.length - 1])));
        if (analyzed.length > 1) {
            bars.add(new IntervalChart.Arm("EXPLAIN ANALYZE, one task", Estimate.exactly(analyzed[0])));
        }
        return new IntervalChart(title, "time (ms)", IntervalChart.Axis.LOGARITHMIC, bars,
                millis -> Durations.text(millis * 1e6),
                "Only the first is a measurement. " + cluster.provenance().caption());
    }

    /** A statement of many like parts, with all but the first lines left out. */
    public static String shortened(String statement) {
        List<String> lines = statement.lines().toList();
        return lines.size() <= MOST_LINES ? statement + "\n" : String.join("\n", lines.subList(0, MOST_LINES))
                + "\n   … and " + (lines.size() - MOST_LINES) + " lines more like these\n";
    }

    private static LineChart.Series line(String name, List<Measured> all,
            Function<Measured, Estimate> value) {
        return new LineChart.Series(name, all.stream()
                .map(one -> new LineChart.Point(one.size(), value.apply(one))).toList());
    }

    private static List<String> arms(List<Measured> all) {
        return all.get(0).outcome().timings().stream().map(timing -> timing.arm()).toList();
    }

    private static String caption(List<Measured> all) {
        return all.get(0).outcome().caption();
    }
}
