package shardlab.chart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import shardlab.workload.Inserted;

/** What {@link shardlab.workload.Inserts} measured, as figures. */
public final class InsertCharts {

    private static final String SIZE = " rows a statement";

    private InsertCharts() {
    }

    /** Rows a second of every arm, on a logarithmic axis. */
    public static IntervalChart rates(Inserted inserted) {
        List<IntervalChart.Item> items = inserted.arms().stream()
                .map(arm -> new IntervalChart.Item(arm, Estimate.of(inserted.rate(arm)))).toList();
        return new IntervalChart(inserted.outcome().name() + ": rows a second", "rows a second",
                IntervalChart.Axis.LOGARITHMIC, items, rate -> String.format(Locale.ROOT, "%,.0f", rate),
                inserted.outcome().caption());
    }

    /** Rows a second against rows a statement, a line for each place. */
    public static LineChart statementSizes(Inserted inserted) {
        List<LineChart.Series> series = places(inserted).map(place -> new LineChart.Series(place, points(inserted, place)))
                .toList();
        return new LineChart("Rows a second against rows a statement",
                new LineChart.Axes("rows a statement", "rows a second"), series, inserted.outcome().caption());
    }

    private static Stream<String> places(Inserted inserted) {
        return inserted.arms().stream().map(arm -> arm.split(Inserted.BETWEEN, 2)[0]).distinct();
    }

    private static List<LineChart.Point> points(Inserted inserted, String place) {
        Map<Integer, Estimate> bySize = new TreeMap<>();
        inserted.arms().stream().filter(arm -> arm.startsWith(place + Inserted.BETWEEN)).forEach(arm -> bySize.put(
                Integer.valueOf(arm.split(Inserted.BETWEEN, 2)[1].replace(SIZE, "")), Estimate.of(inserted.rate(arm))));
        return bySize.entrySet().stream().map(each -> new LineChart.Point(each.getKey(), each.getValue())).toList();
    }
}
