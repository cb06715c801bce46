package shardlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.advise.Advice;
import shardlab.advise.Advisor;
import shardlab.advise.Rule;
import shardlab.cluster.Cluster;
import shardlab.measure.Median;

/** {@code ./lab bench advisor}: how long advice takes, and how much memory, for more and more tables and queries. */
@Command(name = "advisor", mixinStandardHelpOptions = true,
        description = {"Times ./lab advise from files, for schemas and workloads made for it: reading, search, and the",
            "judgement of the best designs, by Citus where the cluster has it. The start of the JVM is not in it."})
final class BenchAdvisor implements Callable<Integer> {

    private static final double NANOS = 1e9;
    private static final long SEED = 12;

    @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds, after one to warm up; "
            + "${DEFAULT-VALUE} unless said.")
    private int rounds;

    @Option(names = "--sizes", split = ",", defaultValue = "20x200,100x1000,200x2000", paramLabel = "TABLESxQUERIES",
            description = "Tables and queries; ${DEFAULT-VALUE} unless said.")
    private List<String> sizes;

    @Override
    public Integer call() {
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(Settings.fromEnvironment(), progress)) {
            List<List<Object>> rows = new ArrayList<>();
            for (String size : sizes) {
                rows.add(measured(cluster, size, progress));
            }
            progress.end();
            System.out.println(new Findings("advice from files", List.of("tables x queries", "seconds", "designs looked at",
                    "heap at most, MB"), rows, rounds + " rounds; median and its interval; " + Machine.line() + "; "
                    + cluster.provenance().caption()).table());
        }
        return 0;
    }

    private List<Object> measured(Cluster cluster, String size, Progress progress) {
        int x = size.indexOf('x');
        var large = new LargeSchema(Integer.parseInt(size.substring(0, x)), Integer.parseInt(size.substring(x + 1)));
        double[] seconds = new double[rounds];
        advice(cluster, large);
        var heap = new HeapPeak();
        long looked = 0;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            looked = advice(cluster, large).looked();
            seconds[i] = (System.nanoTime() - start) / NANOS;
            progress.report("advice of " + size, i + 1L, rounds, "rounds");
        }
        return List.of(size, Median.of(seconds, SEED), looked, String.format(Locale.ROOT, "%.0f", heap.bytes() / 1e6));
    }

    private static Advice advice(Cluster cluster, LargeSchema large) {
        return new Advisor(Rule.ofTheLab()).fromFiles(cluster.coordinator(), large.schema(), large.queryText(),
                Optional.of(large.rows()));
    }
}
