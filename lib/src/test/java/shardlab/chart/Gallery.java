package shardlab.chart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import shardlab.cluster.HealthCell;
import shardlab.measure.Durations;
import shardlab.measure.Latencies;
import shardlab.sharding.KeyCuts;
import shardlab.sharding.ShardRows;
import shardlab.sharding.Sharding;
import shardlab.sharding.Skew;
import shardlab.sharding.ValueOnNode;
import shardlab.sharding.ValueRows;
import shardlab.workload.ClientsRun;

/** Writes every figure, with data as a cluster gives it, to {@code target/gallery}, for human eyes. */
public final class Gallery {

    private Gallery() {
    }

    /** Writes the figures; a folder may be given. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/gallery");
        charts().forEach((name, chart) -> chart.save(folder.resolve(name + ".png")));
        System.out.println(folder.toAbsolutePath());
    }

    /** Every figure by a short name. */
    static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        var sale = ExampleData.sale();
        var users = ExampleData.map("users", "id", "int8", 32, 4, 102_200);
        charts.put("hash-line", new HashLine(sale, ExampleData.states(sale), ExampleData.CAPTION));
        charts.put("shards-by-state", new ShardHeatMap(sale, ExampleData.rowsByState(sale), ExampleData.states(sale),
                ExampleData.CAPTION));
        charts.put("shards-by-id", new ShardHeatMap(users, ExampleData.rowsById(users), List.of(), ExampleData.CAPTION));
        var byState = ExampleData.rowsByState(sale);
        var byId = ExampleData.rowsById(users);
        charts.put("rows-by-state", new RowsByState("sale", ExampleData.stateRows(), ExampleData.CAPTION));
        charts.put("rows-per-worker", new RowsPerWorker("sale", Sharding.rowsPerNode(byState), ExampleData.CAPTION));
        charts.put("rows-per-worker-by-id", new RowsPerWorker("users", Sharding.rowsPerNode(byId), ExampleData.CAPTION));
        charts.put("lorenz", new LorenzCurve("shards", List.of(
                new LorenzCurve.Curve("sale, by state", Skew.ofShards(byState)),
                new LorenzCurve.Curve("users, by id", Skew.ofShards(byId))), ExampleData.CAPTION));
        charts.put("joins", new IntervalChart("The same join in five ways", "time (ms)", IntervalChart.Axis.LOGARITHMIC,
                joins(), millis -> Durations.text(millis * 1e6), ExampleData.CAPTION));
        charts.put("joins-linear", new IntervalChart("The same join in five ways", "time (ms)", IntervalChart.Axis.LINEAR,
                joins(), millis -> Durations.text(millis * 1e6), ExampleData.CAPTION));
        charts.put("ratio", new LineChart("The join against the size of the data",
                new LineChart.Axes("sales (rows)", "time (ms)"), sizes(), ExampleData.CAPTION));
        ExampleResult.charts().forEach(charts::put);
        charts.put("placements", ExampleRebalance.placements());
        charts.put("writes", ExampleRebalance.writes());
        var keys = new KeyCuts(5_000, 4);
        charts.put("key-cuts", new KeyCutStrips("The fifth node comes",
                List.of(keys.modulo(), keys.virtualShards(32), keys.ring(1), keys.ring(100), keys.ranges(),
                        keys.directory(1000)), ExampleData.CAPTION));
        charts.put("evenness", new EvennessChart("users", byId, ExampleData.CAPTION));
        charts.put("evenness-by-state", new EvennessChart("sale", byState, ExampleData.CAPTION));
        charts.put("seconds", new SecondsChart("Writes while a worker is gone", List.of(
                new SecondsChart.NamedRun("through the pool", run(800, 790, 120, 0, 640, 810)),
                new SecondsChart.NamedRun("one by one", run(410, 400, 20, 0, 390, 405))), ExampleData.CAPTION));
        charts.put("crashes", new CrashChart(ExampleCrashes.report(true)));
        charts.put("crashes-without-two-phase-commit", new CrashChart(ExampleCrashes.report(false)));
        charts.put("answers", new AnswerGrid(ExampleOutage.worker1(), ExampleData.CAPTION));
        charts.put("retries", new RetryChart(ExampleOutage.retries(), ExampleData.CAPTION));
        addUnusualSizes(charts);
        ExamplePlans.charts().forEach(charts::put);
        charts.put("residents", residents(Map.of("worker-1", 2, "worker-2", 1, "worker-3", 1)));
        charts.put("residents-isolated", residents(Map.of("worker-1", 1, "worker-2", 1, "worker-3", 1, "worker-4", 1)));
        charts.put("health", new HealthGrid(health(""), ExampleData.CAPTION));
        charts.put("health-failed", new HealthGrid(health("worker-3"), ExampleData.CAPTION));
        addAdvice(charts, 6, 9);
        addAdvice(charts, 30, 40);
        addAdvice(charts, 200, 2_000);
        addAdvice(charts, 1, 1);
        return charts;
    }

    private static void addAdvice(Map<String, Chart> charts, int tables, int queries) {
        var advice = ExampleAdvice.of(tables, queries);
        charts.put("join-graph-" + tables, new JoinGraph(advice, advice.best(), ExampleData.CAPTION));
        charts.put("design-map-" + queries, new DesignMap(advice, ExampleData.CAPTION));
        charts.put("expected-shards-" + tables, new ExpectedShards(advice, advice.best(), ExampleData.CAPTION));
    }

    /** A hundred million rows, many workers, many shards, one worker, long values, and nothing at all. */
    private static void addUnusualSizes(Map<String, Chart> charts) {
        var large = ExampleData.times(ExampleData.rowsByState(ExampleData.sale()), 500);
        charts.put("large-rows-by-state", new RowsByState("sale", ExampleData.stateRows().stream().map(state ->
                new RowsByState.StateShare(state.state(), 500 * state.rows(), state.weight())).toList(),
                ExampleData.CAPTION));
        charts.put("large-shards", new ShardHeatMap(ExampleData.sale(), large, List.of(), ExampleData.CAPTION));
        charts.put("large-rows-per-worker", new RowsPerWorker("sale", Sharding.rowsPerNode(large), ExampleData.CAPTION));
        var many = ExampleData.map("users", "id", "int8", 64, 8, 103_000);
        charts.put("many-shards", new ShardHeatMap(many, ExampleData.rowsById(many), List.of(), ExampleData.CAPTION));
        charts.put("many-workers", new RowsPerWorker("users", Sharding.rowsPerNode(ExampleData.rowsById(many)),
                ExampleData.CAPTION));
        var country = ExampleData.map("orders", "country", "text", 16, 4, 104_000);
        charts.put("long-values", new ShardHeatMap(country, country.shards().stream()
                .map(shard -> new ShardRows(shard, 0)).toList(),
                List.of("Spain", "Colombia", "Mexico", "Chile").stream().map(name -> new ValueRows(name, 1,
                        country.hash(name), country.shardOf(name))).toList(), ExampleData.CAPTION));
        charts.put("no-rows", new RowsPerWorker("sale", Sharding.rowsPerNode(ExampleData.times(large, 0)),
                ExampleData.CAPTION));
    }

    private static List<IntervalChart.Item> joins() {
        return List.of(arm("co-located", 410, 380, 455), arm("reference table", 460, 430, 490),
                arm("subplan broadcast", 1_450, 1_320, 1_610), arm("repartition", 8_300, 7_900, 9_100),
                arm("pulled to the coordinator", 5_200, 4_800, 5_900));
    }

    private static IntervalChart.Item arm(String name, double median, double low, double high) {
        return new IntervalChart.Item(name, new Estimate(median, low, high, 15));
    }

    private static List<LineChart.Series> sizes() {
        return List.of(new LineChart.Series("repartition", List.of(point(1_000, 8_800), point(10_000, 8_900),
                        point(100_000, 9_100), point(1_000_000, 9_700))),
                new LineChart.Series("co-located", List.of(point(1_000, 5.4), point(10_000, 7.5), point(100_000, 85),
                        point(1_000_000, 500))));
    }

    private static LineChart.Point point(double rows, double millis) {
        return new LineChart.Point(rows, new Estimate(millis, millis * 0.88, millis * 1.2, 15));
    }

    private static ClientsRun run(long... done) {
        List<ClientsRun.Second> seconds = new ArrayList<>();
        for (int i = 0; i < done.length; i++) {
            seconds.add(new ClientsRun.Second(i, done[i], done[i] < 200 ? 30 : 0, Duration.ofMillis(5)));
        }
        return new ClientsRun(4, OptionalDouble.empty(), Duration.ofSeconds(done.length), new Latencies(),
                new Latencies(), Map.of("57P01", 60L), seconds, 0, Duration.ZERO);
    }

    private static List<HealthCell> health(String down) {
        var nodes = List.of("coordinator", "worker-1", "worker-2", "worker-3", "worker-4");
        List<HealthCell> cells = new ArrayList<>();
        for (String from : nodes) {
            for (String to : nodes) {
                cells.add(new HealthCell(from, to, !from.equals(down) && !to.equals(down)));
            }
        }
        return cells;
    }

    private static Chart residents(Map<String, Integer> countriesPerWorker) {
        var workers = List.of("worker-1", "worker-2", "worker-3", "worker-4");
        List<ValueOnNode> found = new ArrayList<>();
        for (String worker : workers) {
            for (int i = 0; i < countriesPerWorker.getOrDefault(worker, 0); i++) {
                found.add(new ValueOnNode(worker, Integer.toString(found.size() + 1), 4_321));
            }
        }
        Map<String, String> names = new LinkedHashMap<>();
        List.of("Spain", "Colombia", "Mexico", "Chile").forEach(name -> names.put(Integer.toString(names.size() + 1), name));
        return new Residents("Countries and their workers", names, workers, found, ExampleData.CAPTION);
    }
}
