package shardlab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.Cleaning;
import shardlab.ConsoleProgress;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.chart.EvennessChart;
import shardlab.cluster.Cluster;
import shardlab.measure.EvenSpread;
import shardlab.measure.Interval;
import shardlab.retail.State;
import shardlab.sharding.NodeRows;
import shardlab.sharding.ShardRows;
import shardlab.sharding.Sharding;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** {@code ./lab bench distribution}: how evenly rows fall, beside what chance would do. */
@Command(name = "distribution", mixinStandardHelpOptions = true,
        description = {"Rows and bytes of each shard and worker: users(id), and the same users by state, ten values of",
            "different frequency; beside the bounds in which the binomial law has all shards.",
            "Writes shards and workers as CSV, JSON, Markdown, and a figure for each table. Ctrl-C ends it cleanly."})
final class BenchDistribution implements Callable<Integer> {

    private static final List<String> TABLES = List.of("users", "users_by_state");

    @Option(names = "--users", defaultValue = "100000", description = "Rows of each table (default: ${DEFAULT-VALUE}).")
    private long users;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/distribution).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "distribution");
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress); var end = new OnCtrlC(() -> drop(cluster))) {
            run(cluster, users, out, progress).forEach(found -> System.out.println(found.table()));
        }
        System.out.println("written to " + out);
        return 0;
    }

    /** Fills both tables, counts them where they lie, and removes them. */
    static List<Findings> run(Cluster cluster, long users, Path out, Progress progress) {
        drop(cluster);
        try (Cleaning remove = () -> drop(cluster); Session session = cluster.session()) {
            fill(session, users, progress);
            var sharding = new Sharding(session);
            List<List<Object>> shards = new ArrayList<>();
            List<List<Object>> workers = new ArrayList<>();
            for (String table : TABLES) {
                List<ShardRows> counted = sharding.rowsPerShard(table);
                counted.forEach(one -> shards.add(List.of(table, String.valueOf(one.shard().shardId()),
                        one.shard().node(), one.rows(), one.shard().bytes())));
                Sharding.rowsPerNode(counted).forEach(node -> workers.add(row(table, node, counted)));
                new EvennessChart(table, counted, cluster.provenance().caption()).save(out.resolve(table + ".png"));
            }
            return List.of(written("shards", List.of("table", "shard", "worker", "rows", "bytes"), shards, cluster, out),
                    written("workers", List.of("table", "worker", "rows", "bytes", "share", "shards", "filled",
                            "shards' rows by chance", "shards outside"), workers, cluster, out));
        }
    }

    private static void fill(Session session, long users, Progress progress) {
        progress.report("users", 0, TABLES.size(), "tables");
        session.execute(sql("tables"));
        session.query(sql("distribute"));
        session.update(sql("fill"), users);
        progress.report("users", 1, TABLES.size(), "tables");
        double[] below = Stream.of(State.values()).mapToDouble(State::share).toArray();
        double[] above = new double[below.length];
        for (int i = 1; i < below.length; i++) {
            above[i] = below[i - 1];
            below[i] += above[i];
        }
        below[below.length - 1] = 1;
        session.update(sql("fill_by_state"), users, Stream.of(State.values()).map(State::name).toList(), above, below);
        progress.report("users", TABLES.size(), TABLES.size(), "tables");
    }

    private static List<Object> row(String table, NodeRows node, List<ShardRows> all) {
        var spread = new EvenSpread(all.stream().map(ShardRows::rows).toList());
        Interval bounds = spread.bounds();
        return List.of(table, node.node(), node.rows(), node.bytes(), (double) node.rows() / spread.total(),
                node.shards(), node.filled(), Math.round(bounds.low()) + " to " + Math.round(bounds.high()),
                spread.outside());
    }

    private static Findings written(String name, List<String> columns, List<List<Object>> rows, Cluster cluster, Path out) {
        var found = new Findings("distribution: " + name, columns, rows, "By chance, all shards of a table lie in the "
                + "bounds 95 times of 100. " + cluster.provenance().caption());
        found.write(out, name);
        return found;
    }

    private static void drop(Cluster cluster) {
        try (Session session = cluster.session()) {
            session.execute(sql("drop"));
        }
    }

    private static String sql(String name) {
        return SqlFile.read("bench/distribution/" + name + ".sql");
    }
}
