package shardlab.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Settings;
import shardlab.chart.Estimate;
import shardlab.chart.IntervalChart;
import shardlab.chart.LineChart;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Comparison;
import shardlab.measure.Durations;
import shardlab.measure.Timing;
import shardlab.plan.Plan;
import shardlab.workload.EveryJoin;
import shardlab.workload.JoinTables;

/** {@code ./lab bench joins}: one question by every kind of join, from small to large. */
@Command(name = "joins", mixinStandardHelpOptions = true,
        description = {"One question asked by every kind of join that the cluster has, at several sizes.",
            "Then what the price of a repartition join depends on: shards and buckets, hence fetches.",
            "Prints a table a size as it comes; writes joins.csv, joins.md, samples-N.csv, fetches.csv and figures.",
            "Ctrl-C ends it cleanly."})
final class BenchJoins implements Callable<Integer> {

    private static final int MOST_FETCH_ROUNDS = 7;

    @Option(names = "--sizes", split = ",", defaultValue = "1000,10000,100000",
            description = "Numbers of sales, from the smallest (default: ${DEFAULT-VALUE}).")
    private List<Long> sizes;

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--minutes", defaultValue = "10",
            description = "Begin no further round of a size after so many minutes (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--shards", split = ",", defaultValue = "2,4,8,16,32",
            description = "Shard counts for the curve of fetches, where there are repartition joins (default: "
                    + "${DEFAULT-VALUE}).")
    private List<Integer> shards;

    @Option(names = "--buckets", split = ",", defaultValue = "1,2,4,8",
            description = "Buckets a node for the same curve (default: ${DEFAULT-VALUE}).")
    private List<Integer> buckets;

    @Option(names = "--out", description = "Folder for CSV files and figures (default: .lab/bench/joins).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "joins");
        var progress = new ConsoleProgress();
        List<EveryJoin.Size> done = new ArrayList<>();
        try (Cluster cluster = Cluster.open(settings, progress); var end = new OnCtrlC(() -> JoinTables.drop(cluster))) {
            var bench = new EveryJoin(cluster, rounds, Duration.ofMinutes(minutes), progress);
            for (long sales : sizes) {
                done.add(bench.run(sales));
                System.out.println(done.get(done.size() - 1).outcome().table());
                write(out, done);
            }
            if (cluster.can(Capability.REPARTITION_JOIN)) {
                new FetchBench(cluster, Math.min(rounds, MOST_FETCH_ROUNDS), progress).run(shards, buckets, out, System.out);
            }
        }
        System.out.println("written to " + out);
        return 0;
    }

    /** After each size, so that an interrupt costs one size only. */
    static void write(Path folder, List<EveryJoin.Size> sizes) {
        EveryJoin.Size last = sizes.get(sizes.size() - 1);
        ResultFolder.write(folder, () -> {
            Files.writeString(folder.resolve("joins.csv"), csv(sizes));
            Files.writeString(folder.resolve("joins.md"), new JoinMarkdown(sizes).text());
            Files.writeString(folder.resolve("samples-" + last.sales() + ".csv"), last.outcome().csv());
        });
        IntervalChart.of(last.outcome(), IntervalChart.Axis.LOGARITHMIC)
                .save(folder.resolve("joins-" + last.sales() + ".png"));
        if (sizes.size() > 1) {
            curve(sizes).save(folder.resolve("joins-by-size.png"));
        }
    }

    private static String csv(List<EveryJoin.Size> sizes) {
        return sizes.stream().flatMap(size -> size.outcome().timings().stream().map(timing -> line(size, timing)))
                .collect(Collectors.joining("\n", "sales,arm,strategy,tasks,fetches,median_ms,low_ms,high_ms,"
                        + "times_colocated,times_low,times_high,rounds\n", "\n"));
    }

    private static String line(EveryJoin.Size size, Timing timing) {
        String baseline = size.outcome().timings().get(0).arm();
        Plan plan = size.plans().get(timing.arm());
        Comparison comparison = size.outcome().compare(timing.arm(), baseline);
        return String.format(Locale.ROOT, "%d,\"%s\",\"%s\",%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%d",
                size.sales(), timing.arm(), plan == null ? "repartition by hand" : plan.strategy(),
                plan == null ? 0 : plan.totalTaskCount(),
                plan == null ? 0 : plan.fetches(), Durations.millis(timing.median()), Durations.millis(timing.low()),
                Durations.millis(timing.high()), comparison.ratio(), comparison.interval().low(),
                comparison.interval().high(), size.outcome().rounds());
    }

    private static LineChart curve(List<EveryJoin.Size> sizes) {
        EveryJoin.Size last = sizes.get(sizes.size() - 1);
        List<LineChart.Series> series = last.outcome().timings().stream().map(Timing::arm)
                .map(arm -> new LineChart.Series(arm, sizes.stream().map(size -> new LineChart.Point(size.sales(),
                        Estimate.millis(size.outcome().of(arm)))).toList())).toList();
        return new LineChart("Every kind of join against the number of sales",
                new LineChart.Axes("sales", "time (ms)"), series, roundsBySize(sizes) + " " + last.cluster());
    }

    private static String roundsBySize(List<EveryJoin.Size> sizes) {
        return sizes.stream().map(size -> String.format(Locale.ROOT, "%,d sales: %d", size.sales(), size.outcome().rounds()))
                .collect(Collectors.joining(", ", "Interleaved rounds: ", "; every way returned the same rows."));
    }
}
