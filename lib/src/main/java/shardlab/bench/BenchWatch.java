package shardlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;
import shardlab.watch.ClusterWatch;

/** {@code ./lab bench watch}: what watching costs the servers. */
@Command(name = "watch", mixinStandardHelpOptions = true,
        description = {"Watches the cluster at the default pace, and reads from /proc how much processor time the servers'",
            "own processes take for it. Load data first: the tables that are there are what is looked at."})
final class BenchWatch implements Callable<Integer> {

    /** The kernel counts in hundredths of a second on every Linux that the lab runs on. */
    private static final double TICKS = 100;
    /** Fields of /proc/PID/stat after the name in brackets. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    @Option(names = "--seconds", defaultValue = "60", description = "How long; ${DEFAULT-VALUE} unless said.")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        var settings = Settings.fromEnvironment();
        try (var cluster = Cluster.open(settings, new ConsoleProgress())) {
            if (!cluster.ownsServers() || !Files.exists(Path.of("/proc/self/stat"))) {
                throw new LabException("the processor time of these servers cannot be read", "a cluster that the lab has "
                        + "started, on Linux, can be measured");
            }
            measure(settings, cluster);
        }
        return 0;
    }

    private void measure(Settings settings, Cluster cluster) throws InterruptedException {
        try (var watch = ClusterWatch.begin(settings, ClusterWatch.PACE, each -> { })) {
            TimeUnit.SECONDS.sleep(2);
            Map<Long, Double> before = processorSeconds(cluster);
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            Map<Long, Double> after = processorSeconds(cluster);
            double elapsed = (System.nanoTime() - start) / 1e9;
            double taken = after.entrySet().stream().filter(each -> before.containsKey(each.getKey()))
                    .mapToDouble(each -> each.getValue() - before.get(each.getKey())).sum();
            System.out.println(cluster.provenance().caption());
            System.out.printf(Locale.ROOT, "%d sessions of the watch took %.2f s of processor time in %.0f s: %.2f %% of "
                    + "one core, with %d groups of shards%n", after.size(), taken, elapsed, 100 * taken / elapsed,
                    watch.look().columns().size());
        }
    }

    /** Of each process that serves the watch. */
    private static Map<Long, Double> processorSeconds(Cluster cluster) {
        Map<Long, Double> taken = new HashMap<>();
        for (Node node : cluster.nodes()) {
            try (Session session = cluster.session(node.server())) {
                session.query(SqlFile.read("bench/watch/processes.sql"))
                        .forEach(row -> taken.put(row.number("pid"), processorSeconds(row.number("pid"))));
            }
        }
        return taken;
    }

    private static double processorSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(new int[] {USER, SYSTEM}).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
        } catch (IOException e) {
            throw new LabException("a server's process has ended", "pid " + pid, null, "measure again", e);
        }
    }
}
