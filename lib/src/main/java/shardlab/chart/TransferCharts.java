package shardlab.chart;

import java.util.List;
import java.util.Map;
import shardlab.measure.Interval;
import shardlab.workload.ClientsSummary;
import shardlab.workload.TransferReadings;

/** What {@link shardlab.workload.Transfers} found, as figures. */
public final class TransferCharts {

    private TransferCharts() {
    }

    /** The share of sums with half of a transfer in them, by the way of reading. */
    public static IntervalChart wrongSums(List<TransferReadings> readings, String caption) {
        List<IntervalChart.Item> items = readings.stream()
                .map(way -> new IntervalChart.Item(way.way(), estimate(way))).toList();
        return IntervalChart.ofShares("Sums with half of a transfer in them", "percent of all sums read", items, caption);
    }

    /**
     * Transfers a second against the number of clients.
     *
     * @param byKind a summary a number of clients, from the fewest, for each kind of transfer
     */
    public static LineChart rates(Map<String, List<ClientsSummary>> byKind, String caption) {
        List<LineChart.Series> series = byKind.entrySet().stream().map(kind -> new LineChart.Series(kind.getKey(),
                kind.getValue().stream().map(one -> new LineChart.Point(one.clients(), Estimate.of(one.throughput())))
                        .toList())).toList();
        return new LineChart("Transfers a second against clients", new LineChart.Axes("clients", "transfers a second"),
                series, caption);
    }

    private static Estimate estimate(TransferReadings way) {
        Interval interval = way.share().interval();
        return new Estimate(100 * way.share().value(), 100 * interval.low(), 100 * interval.high(), (int) way.reads());
    }
}
