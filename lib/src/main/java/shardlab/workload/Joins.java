package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import shardlab.LabException;
import shardlab.Progress;
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
            try (JoinPair pair = JoinPair.of(cluster, size, shards, progress)) {
                all.add(measure(String.format(Locale.ROOT, "%,d sales", size), pair, size, Link.LOOPBACK, rounds));
            }
        }
        return all;
    }

    /** All three joins at several shard counts. */
    public List<Measured> byShards(List<Integer> shardCounts, long sales, int rounds) {
        List<Measured> all = new ArrayList<>();
        for (int shards : shardCounts) {
            try (JoinPair pair = JoinPair.of(cluster, sales, shards, progress)) {
                all.add(measure(shards + " shards", pair, sales, Link.LOOPBACK, rounds));
            }
        }
        return all;
    }

    /**
     * All three joins at several values of {@code citus.repartition_join_bucket_count_per_node}. On a cluster that is not
     * the lab's the setting is left alone, and nothing measured.
     *
     * @throws LabException if the coordinator does not take a value, or a join fails
     */
    public List<Measured> byBuckets(List<Integer> bucketCounts, long sales, int shards, int rounds) {
        List<Measured> all = new ArrayList<>();
        if (!cluster.ownsServers()) {
            return all;
        }
        try (JoinPair pair = JoinPair.of(cluster, sales, shards, progress)) {
            for (int buckets : bucketCounts) {
                pair.bucketsPerNode(buckets);
                String name = buckets + (buckets == 1 ? " bucket a node" : " buckets a node");
                all.add(measure(name, pair, sales, Link.LOOPBACK, rounds));
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
                JoinPair pair = JoinPair.of(cluster, sales, shards, progress)) {
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
                JoinPair pair = JoinPair.of(cluster, sales, shards, progress)) {
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

    /** The repartition's time as a fixed part and one for each sale, in milliseconds. */
    public static CostLine cost(List<Measured> sizes) {
        return CostLine.through(sizes.stream()
                .map(one -> new CostLine.Observation(one.size(), Durations.millis(one.repartition().median()))).toList());
    }
}
