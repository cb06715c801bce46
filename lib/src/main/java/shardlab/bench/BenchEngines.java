package shardlab.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.workload.EngineJoin;
import shardlab.workload.JoinTables;

/** {@code ./lab bench engines}: the same co-located joins on each engine, taking turns in one run. */
@Command(name = "engines", mixinStandardHelpOptions = true,
        description = {"The same co-located joins on every engine that starts here, taking turns in one run:",
            "grouped by the distribution column, which every engine pushes down whole, and by another one."})
final class BenchEngines implements Callable<Integer> {

    @Option(names = "--sizes", split = ",", defaultValue = "10000,100000",
            description = "Numbers of sales (default: ${DEFAULT-VALUE}).")
    private List<Long> sizes;

    @Option(names = "--rounds", defaultValue = "15", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        var progress = new ConsoleProgress();
        List<Cluster> clusters = open(Settings.fromEnvironment(), progress);
        try (Cleaning close = () -> Cleaning.all(clusters.stream().<Cleaning>map(cluster -> cluster::close).toList());
                var end = new OnCtrlC(() -> clusters.forEach(JoinTables::drop))) {
            for (long sales : sizes) {
                measure(clusters, "colocated_by_state", sales, progress);
                measure(clusters, "colocated", sales, progress);
            }
        }
        return 0;
    }

    private static List<Cluster> open(Settings settings, Progress progress) {
        return EnginesHere.fitting(settings, System.out).stream().map(one -> Cluster.open(one, progress)).toList();
    }

    private void measure(List<Cluster> clusters, String question, long sales, Progress progress) {
        System.out.println(EngineJoin.on(clusters, question, sales, rounds, progress).table());
    }
}
