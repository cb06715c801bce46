package shardlab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.workload.ClientTable;
import shardlab.workload.Connections;

/** {@code ./lab bench connections}: clients, pools, and what the workers see of them. */
@Command(name = "connections", mixinStandardHelpOptions = true,
        description = {"Throughput, p50, p95 and p99 against the number of clients, each with a connection of its own, a",
            "new one for each statement, or a HikariCP pool; pool sizes swept; router and multi-shard queries; how many",
            "connections the workers have meanwhile; settings of Citus turned; queries through every node; first queries",
            "of a new connection; one slow worker, met by chance. What a cluster cannot do is left out and said. It takes",
            "half an hour, and writes CSV, JSON, Markdown and figures. Ctrl-C ends it cleanly."})
final class BenchConnections implements Callable<Integer> {

    @Option(names = "--clients", split = ",", defaultValue = "1,2,4,8,16,32,64",
            description = "Numbers of clients (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients;

    @Option(names = "--pool", defaultValue = "8",
            description = "Connections of the pool beside them (default: ${DEFAULT-VALUE}).")
    private int pool;

    @Option(names = "--pool-sizes", split = ",", defaultValue = "1,2,4,8,16,32,64",
            description = "Pools for the most clients (default: ${DEFAULT-VALUE}).")
    private List<Integer> poolSizes;

    @Option(names = "--users", defaultValue = "100000", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private long users;

    @Option(names = "--millis", defaultValue = "2000", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private long millis;

    @Option(names = "--warm-up", defaultValue = "2000",
            description = "Milliseconds before it, in which sessions connect to the workers (default: ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--look-ups", defaultValue = "400",
            description = "Queries of each number of look-ups, with one worker slow (default: ${DEFAULT-VALUE}).")
    private int lookUps;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/connections).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "connections");
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress);
                var end = new OnCtrlC(() -> ClientTable.drop(cluster));
                var table = ClientTable.make(cluster, users, progress)) {
            var connections = new Connections(cluster, progress).rounds(rounds).seed(settings.seed())
                    .lasting(Duration.ofMillis(millis), Duration.ofMillis(warmUp));
            var bench = new ConnectionsBench(cluster, table, connections, out);
            bench.clients(sorted(clients), pool);
            bench.pools(Collections.max(clients), sorted(poolSizes));
            bench.settings();
            bench.firstQueries();
            bench.tail(lookUps, settings.seed(), progress);
        }
        System.out.println("written to " + out);
        return 0;
    }

    private static List<Integer> sorted(List<Integer> sizes) {
        return sizes.stream().distinct().sorted().toList();
    }
}
