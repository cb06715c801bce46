package shardlab.chart;

import java.util.List;
import shardlab.measure.Interval;
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

    private static Estimate estimate(TransferReadings way) {
        Interval interval = way.share().interval();
        return new Estimate(100 * way.share().value(), 100 * interval.low(), 100 * interval.high(), (int) way.reads());
    }
}
