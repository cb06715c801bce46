package shardlab.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        charts.put("health", new HealthGrid(health(""), ExampleData.CAPTION));
        charts.put("health-failed", new HealthGrid(health("worker-3"), ExampleData.CAPTION));
        return charts;
    }

    private static List<HealthGrid.Reach> health(String down) {
        var nodes = List.of("coordinator", "worker-1", "worker-2", "worker-3", "worker-4");
        List<HealthGrid.Reach> reaches = new ArrayList<>();
        for (String from : nodes) {
            for (String to : nodes) {
                reaches.add(new HealthGrid.Reach(from, to, !from.equals(down) && !to.equals(down)));
            }
        }
        return reaches;
    }
}
