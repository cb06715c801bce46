package shardlab.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import shardlab.measure.CostLine;
import shardlab.measure.Durations;
import shardlab.workload.Joins;
import shardlab.workload.Joins.Measured;

/** What {@link Joins} measured, as figures. */
public final class JoinCharts {

    private static final String LEFT_ALONE =
            "The lab did not start this cluster, so the number of buckets a node was left as it is. ";

    private JoinCharts() {
    }

    /** Times against size, with the two parts of the repartition. */
    public static LineChart times(List<Measured> sizes) {
        CostLine cost = Joins.cost(sizes);
        List<LineChart.Series> series = new ArrayList<>();
        List<String> arms = arms(sizes);
        for (int arm = 0; arm < arms.size(); arm++) {
            int which = arm;
            series.add(line(arms.get(arm), sizes, one -> estimate(one, which)));
        }
        if (cost.fixed() > 0) {
            series.add(line("… its fixed part", sizes, one -> Estimate.exactly(cost.fixed())));
        }
        if (cost.perUnit() > 0) {
            series.add(line("… its growing part", sizes, one -> Estimate.exactly(cost.growing((double) one.size()))));
        }
        return new LineChart("Three joins against the number of sales", new LineChart.Axes("sales", "time (ms)"), series,
                (cost.perUnit() > 0 ? "The parts are fitted to the repartition's medians. "
                        : "The part is fitted to the repartition's medians; none that grows was seen. ") + caption(sizes));
    }

    /** How many times as long as the co-located join the repartition takes, against size. */
    public static LineChart ratios(List<Measured> sizes) {
        return new LineChart("How many times as long the repartition takes", new LineChart.Axes("sales", "times co-located"),
                List.of(line(arms(sizes).get(1), sizes, one -> Estimate.ratio(one.ratio()))), caption(sizes));
    }

    /**
     * The repartition's times against the number of files that nodes fetch from one another.
     *
     * @param byBuckets empty on a cluster that is not the lab's, which the caption says then
     */
    public static LineChart fetches(List<Measured> byShards, List<Measured> byBuckets) {
        return new LineChart("The price of a repartition is its number of fetches",
                new LineChart.Axes("fetches between nodes", "time (ms)"),
                Stream.of(new Range("more shards", byShards), new Range("more buckets", byBuckets))
                        .filter(range -> !range.all.isEmpty())
                        .map(range -> new LineChart.Series(range.name, range.all.stream()
                                .map(one -> new LineChart.Point(one.fetches(), estimate(one, 1))).toList())).toList(),
                (byBuckets.isEmpty() ? LEFT_ALONE : "") + sales(byShards) + caption(byShards));
    }

    private record Range(String name, List<Measured> all) {
    }

    /** The times over each network, join by join. */
    public static IntervalChart networks(List<Measured> links) {
        List<IntervalChart.Item> bars = new ArrayList<>();
        List<String> arms = arms(links);
        for (int arm = 0; arm < arms.size(); arm++) {
            for (Measured one : links) {
                bars.add(new IntervalChart.Item(arms.get(arm) + " · " + one.link().name(), estimate(one, arm)));
            }
        }
        return new IntervalChart("The same joins over several networks", "time (ms)", IntervalChart.Axis.LOGARITHMIC, bars,
                millis -> Durations.text(millis * 1e6),
                sales(links) + "The networks are made by proxies in front of the nodes. " + caption(links));
    }

    /**
     * The numbers that are taken for a query's time, one beside the other.
     *
     * @param median   the median of interleaved rounds, in milliseconds
     * @param first    the first run of a new session, in milliseconds
     * @param analyzed what EXPLAIN ANALYZE says, in milliseconds: the shown task's time first, if it shows one, the
     *                 whole last
     * @param caption  engine, versions, durability
     */
    public static IntervalChart numbers(String title, Estimate median, double first, double[] analyzed,
            String caption) {
        List<IntervalChart.Item> bars = new ArrayList<>();
        bars.add(new IntervalChart.Item("median of rounds", median));
        bars.add(new IntervalChart.Item("first run of a session", Estimate.exactly(first)));
        bars.add(new IntervalChart.Item("EXPLAIN ANALYZE, whole", Estimate.exactly(analyzed[analyzed.length - 1])));
        if (analyzed.length > 1) {
            bars.add(new IntervalChart.Item("EXPLAIN ANALYZE, one task", Estimate.exactly(analyzed[0])));
        }
        return new IntervalChart(title, "time (ms)", IntervalChart.Axis.LOGARITHMIC, bars,
                millis -> Durations.text(millis * 1e6),
                "Only the first is a measurement. " + caption);
    }

    private static LineChart.Series line(String name, List<Measured> all,
            Function<Measured, Estimate> value) {
        return new LineChart.Series(name, all.stream()
                .map(one -> new LineChart.Point(one.size(), value.apply(one))).toList());
    }

    private static List<String> arms(List<Measured> all) {
        return all.get(0).outcome().timings().stream().map(timing -> timing.arm()).toList();
    }

    /** For figures whose axes do not tell the size, which is the same in all that is measured. */
    private static String sales(List<Measured> all) {
        return Theme.count(all.get(0).size()) + " sales. ";
    }

    private static String caption(List<Measured> all) {
        return all.get(0).outcome().caption();
    }

    private static Estimate estimate(Measured one, int arm) {
        return Estimate.millis(one.outcome().timings().get(arm));
    }
}
