package shardlab.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import shardlab.measure.Median;
import shardlab.workload.ClientsSummary;

/** What numbers of clients did, as figures. */
public final class ClientCharts {

    private ClientCharts() {
    }

    /**
     * Throughput against the number of clients.
     *
     * @param byName what is compared, each with a summary a number of clients, from the fewest
     */
    public static LineChart throughput(String title, Map<String, List<ClientsSummary>> byName, String caption) {
        List<LineChart.Series> series = new ArrayList<>();
        byName.forEach((name, all) -> series.add(series(name, all, ClientsSummary::throughput)));
        return new LineChart(title, new LineChart.Axes("clients", "statements a second"), series, caption);
    }

    /** Latencies against the number of clients, in milliseconds: the middle one, and what one in a hundred exceeds. */
    public static LineChart latency(String title, Map<String, List<ClientsSummary>> byName, String caption) {
        List<LineChart.Series> series = new ArrayList<>();
        byName.forEach((name, all) -> {
            series.add(series(name + ", p99", all, one -> one.millis(99)));
            series.add(series(name + ", p50", all, one -> one.millis(50)));
        });
        return new LineChart(title, new LineChart.Axes("clients", "latency (ms)"), series, caption);
    }

    private static LineChart.Series series(String name, List<ClientsSummary> all, Function<ClientsSummary, Median> value) {
        return new LineChart.Series(name, all.stream()
                .map(one -> new LineChart.Point(one.clients(), Estimate.of(value.apply(one)))).toList());
    }
}
