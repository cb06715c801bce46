package shardlab.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.measure.Durations;
import shardlab.measure.Median;
import shardlab.workload.ClientsSummary;
import shardlab.workload.ConnectionRuns;
import shardlab.workload.FirstQueries;
import shardlab.workload.TailLatency;

/** What {@link shardlab.workload.Connections} measured, as figures. */
public final class ConnectionCharts {

    private static final String CLIENTS = "clients";
    private static final double PERCENT = 100;
    private static final int ONE_SAMPLE = 2;
    private static final double NEARLY_NONE = 0.05;

    private ConnectionCharts() {
    }

    /** Throughput against what was swept, a line for each name. */
    public static LineChart throughput(ConnectionRuns runs, String sizes) {
        return lines(runs, runs.title() + ": throughput", new LineChart.Axes(sizes, "statements a second"),
                ClientsSummary::throughput);
    }

    /** The 50th, 95th and 99th percentile of one name against what was swept. */
    public static LineChart percentiles(ConnectionRuns runs, String name, String sizes) {
        List<LineChart.Series> series = List.of(99, 95, 50).stream().map(percent -> series("p" + percent, arms(runs, name),
                summary -> summary.millis(percent))).toList();
        return new LineChart(runs.title() + ": latency, " + name, new LineChart.Axes(sizes, "latency (ms)"),
                drawable(series), runs.caption());
    }

    /** What one in a hundred statements exceeds, a line for each name. */
    public static LineChart tails(ConnectionRuns runs, String sizes) {
        return lines(runs, runs.title() + ": 99th percentile", new LineChart.Axes(sizes, "latency (ms)"),
                summary -> summary.millis(99));
    }

    /**
     * Statements under way and, of these, those that wait for a connection, of one name: both by Little's law. Where next
     * to none wait, there is no point.
     */
    public static LineChart waiting(ConnectionRuns runs, String name, String sizes) {
        List<LineChart.Series> series = List.of(
                series("under way", arms(runs, name), ClientsSummary::underWay),
                series("of them waiting", arms(runs, name).stream()
                        .filter(arm -> arm.clients().waiting().value() >= NEARLY_NONE).toList(), ClientsSummary::waiting));
        return new LineChart(runs.title() + ": where statements are", new LineChart.Axes(sizes, "statements"),
                drawable(series), runs.caption());
    }

    /** The most connections that any worker had in each arm. */
    public static IntervalChart connections(ConnectionRuns runs) {
        List<IntervalChart.Item> items = runs.arms().stream().filter(ConnectionRuns.ConnectionArm::watched)
                .map(arm -> new IntervalChart.Item(arm.label(), Estimate.of(arm.mostConnections()))).toList();
        return new IntervalChart(runs.title() + ": connections on a worker", "the most that any worker had",
                IntervalChart.Axis.LINEAR, items, number -> String.format(Locale.ROOT, "%.0f", number), runs.caption());
    }

    /** Little's law: throughput times mean latency against the clients that there were. */
    public static LawChart little(ConnectionRuns runs, String name) {
        return new LawChart("Little's law: statements under way, " + name,
                new LineChart.Axes(CLIENTS, "throughput × mean latency"), LawChart.Heights.LOGARITHMIC,
                series(name, arms(runs, name), ClientsSummary::underWay).points(),
                new LawChart.Law("as many as clients", clients -> clients), runs.caption());
    }

    /** The universal scalability law beside the throughputs that it was fitted to; empty if there is no fit. */
    public static Optional<LawChart> law(ConnectionRuns runs, String name) {
        return runs.law(name).law().map(law -> new LawChart("The universal scalability law, " + name,
                new LineChart.Axes(CLIENTS, "statements a second"), LawChart.Heights.LINEAR,
                arms(runs, name).stream().map(arm -> point(arm, arm.clients().throughput())).toList(),
                new LawChart.Law("the fit", law::at), runs.law(name).sentence() + " " + runs.caption()));
    }

    /** Milliseconds of each query of a new connection, from the first. */
    public static LineChart firstQueries(List<FirstQueries> all, String caption) {
        List<LineChart.Series> series = all.stream().map(one -> new LineChart.Series(one.name(),
                IntStream.rangeClosed(1, one.queries()).mapToObj(i -> new LineChart.Point(i, Estimate.of(one.query(i))))
                        .toList())).toList();
        String connecting = all.stream().map(one -> one.connecting() + " ms").collect(Collectors.joining(", "));
        return new LineChart("The first queries of a new connection", new LineChart.Axes("query", "time (ms)"), series,
                "Connecting, before them: " + connecting + ". " + caption);
    }

    /** The share of slow queries against look-ups a query, on the law. */
    public static LawChart tail(List<TailLatency.Fanout> all, String caption) {
        double chance = all.get(0).chance();
        List<LineChart.Point> points = all.stream().map(one -> new LineChart.Point(one.lookups(), estimate(one))).toList();
        return new LawChart("Slow queries, if one look-up in " + Durations.digits(1 / chance) + " is slow",
                new LineChart.Axes("look-ups a query", "slow queries (%)"),
                LawChart.Heights.LINEAR, points,
                new LawChart.Law("1 − (1 − p)ⁿ", lookups -> PERCENT * (1 - Math.pow(1 - chance, lookups))),
                all.get(0).slow().all() + " queries of each number, one after the other; slow: as long as the "
                        + Durations.text(all.get(0).roundTrip()) + " that were added to each trip to one worker. "
                        + caption);
    }

    private static Estimate estimate(TailLatency.Fanout one) {
        var interval = one.slow().interval();
        return new Estimate(PERCENT * one.slow().value(), PERCENT * interval.low(), PERCENT * interval.high(),
                (int) Math.max(ONE_SAMPLE, one.slow().all()));
    }

    private static LineChart lines(ConnectionRuns runs, String title, LineChart.Axes axes,
                                   Function<ClientsSummary, Median> value) {
        return new LineChart(title, axes, drawable(runs.byName().keySet().stream()
                .map(name -> series(name, arms(runs, name), value)).toList()), runs.caption());
    }

    /** A logarithmic axis has no place for zero: where no statement ended in most rounds, there is no point. */
    private static LineChart.Series series(String name, List<ConnectionRuns.ConnectionArm> arms,
                                           Function<ClientsSummary, Median> value) {
        return new LineChart.Series(name, arms.stream().filter(arm -> value.apply(arm.clients()).value() > 0)
                .map(arm -> point(arm, value.apply(arm.clients()))).toList());
    }

    private static List<LineChart.Series> drawable(List<LineChart.Series> all) {
        List<LineChart.Series> some = all.stream().filter(one -> !one.points().isEmpty()).toList();
        if (some.isEmpty()) {
            throw new LabException("no statement ended in any run: there is nothing to draw", "let the runs last longer");
        }
        return some;
    }

    private static LineChart.Point point(ConnectionRuns.ConnectionArm arm, Median value) {
        return new LineChart.Point(arm.size(), Estimate.of(value));
    }

    private static List<ConnectionRuns.ConnectionArm> arms(ConnectionRuns runs, String name) {
        return runs.arms().stream().filter(arm -> arm.name().equals(name)).toList();
    }
}
