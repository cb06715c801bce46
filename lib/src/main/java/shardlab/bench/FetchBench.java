package shardlab.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.Progress;
import shardlab.chart.JoinCharts;
import shardlab.cluster.Cluster;
import shardlab.measure.CostLine;
import shardlab.measure.Durations;
import shardlab.measure.Timing;
import shardlab.workload.Joins;

/**
 * What the fixed price of a repartition join depends on: the same small join with more and more shards, and with more and
 * more buckets ({@code citus.repartition_join_bucket_count_per_node}).
 */
final class FetchBench {

    private static final long SALES = 1_000;
    private static final int SHARDS_FOR_BUCKETS = 16;

    private final Joins joins;
    private final int rounds;

    FetchBench(Cluster cluster, int rounds, Progress progress) {
        this.joins = new Joins(cluster, progress);
        this.rounds = rounds;
    }

    /** Measures both curves, prints them, and writes {@code fetches.csv} and {@code fetches.png}. */
    void run(List<Integer> shards, List<Integer> buckets, Path folder, PrintStream out) {
        List<Joins.Measured> byShards = joins.byShards(shards, SALES, rounds);
        List<Joins.Measured> byBuckets = joins.byBuckets(buckets, SALES, SHARDS_FOR_BUCKETS, rounds);
        String csv = Stream.concat(lines("shards", shards, byShards), lines("buckets a node", buckets, byBuckets))
                .collect(Collectors.joining("\n", "turned,value,fetches,median_ms,low_ms,high_ms,rounds\n", "\n"));
        out.println(csv + price(Stream.concat(byShards.stream(), byBuckets.stream()).toList()));
        ResultFolder.write(folder, () -> Files.writeString(folder.resolve("fetches.csv"), csv));
        JoinCharts.fetches(byShards, byBuckets).save(folder.resolve("fetches.png"));
    }

    private static Stream<String> lines(String turned, List<Integer> values, List<Joins.Measured> all) {
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1).map(i -> {
            Timing repartition = all.get(i).repartition();
            return String.format(Locale.ROOT, "%s,%d,%d,%.1f,%.1f,%.1f,%d", turned, values.get(i), all.get(i).fetches(),
                    Durations.millis(repartition.median()), Durations.millis(repartition.low()),
                    Durations.millis(repartition.high()), all.get(i).outcome().rounds());
        });
    }

    private static String price(List<Joins.Measured> all) {
        CostLine line = CostLine.through(all.stream().map(one -> new CostLine.Observation(one.fetches(),
                Durations.millis(one.repartition().median()))).toList());
        return String.format(Locale.ROOT, "%.0f ms, and %.2f ms for each fetch", line.fixed(), line.perUnit());
    }
}
