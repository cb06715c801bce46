package shardlab.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import shardlab.plan.Join;
import shardlab.plan.JoinStrategy;
import shardlab.plan.MapMerge;
import shardlab.plan.Plan;
import shardlab.plan.Routing;
import shardlab.plan.Subplan;
import shardlab.plan.Task;

/** Plans and shuffles as a cluster of four workers makes them. */
final class ExamplePlans {

    private static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3", "worker-4");

    private ExamplePlans() {
    }

    static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("plan-router", picture("Sales of Texas",
                plan(Routing.ROUTER, JoinStrategy.NONE, 1, List.of(), List.of())));
        charts.put("plan-colocated", picture("Sales with their invoices",
                plan(Routing.MULTI_SHARD, JoinStrategy.COLOCATED, 32, List.of(), List.of())));
        charts.put("plan-128-tasks", picture("Sales in 128 shards",
                plan(Routing.MULTI_SHARD, JoinStrategy.NONE, 128, List.of(), List.of())));
        charts.put("plan-repartition", picture("Sales with invoices on another column",
                plan(Routing.MULTI_SHARD, JoinStrategy.REPARTITION_DUAL, 0, List.of(new MapMerge(32, 20, List.of()),
                        new MapMerge(32, 20, List.of())), List.of())));
        var inner = plan(Routing.MULTI_SHARD, JoinStrategy.NONE, 32, List.of(), List.of());
        charts.put("plan-subplan", picture("Sales of the best customers", plan(Routing.MULTI_SHARD,
                JoinStrategy.SUBPLAN_BROADCAST, 32, List.of(),
                List.of(new Subplan(1, inner, OptionalLong.of(1_234), "Send to 4 nodes")))));
        charts.put("shuffle", new ShufflePicture("What the repartition join moves", flows(), ExampleData.CAPTION));
        return charts;
    }

    private static Chart picture(String title, Plan plan) {
        return new PlanPicture(title, plan, WORKERS, ExampleData.CAPTION);
    }

    private static Plan plan(Routing routing, JoinStrategy strategy, int tasks, List<MapMerge> mapMerges,
                             List<Subplan> subplans) {
        List<Join> joins = strategy == JoinStrategy.NONE ? List.of()
                : List.of(new Join(strategy, List.of("sale", "invoice")));
        return new Plan(routing, joins, tasks + (mapMerges.isEmpty() ? 0 : 20), tasks(tasks), mapMerges, subplans,
                Optional.empty(), OptionalLong.of(10), OptionalLong.of(438), "{}");
    }

    private static List<Task> tasks(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Task("worker-" + (i % 4 + 1),
                "SELECT sale.state, count(*) AS count, sum(invoice.total) AS sum FROM (retail.sale_" + (102_071 + i)
                        + " sale JOIN retail.invoice_" + (102_103 + i) + " invoice ON (((sale.state = invoice.state) AND "
                        + "(sale.sale_id = invoice.sale_id)))) WHERE true GROUP BY sale.state",
                List.of("sale", "invoice"), List.of(102_071L + i, 102_103L + i), OptionalLong.of(13 + i), "")).toList();
    }

    private static List<ShufflePicture.Flow> flows() {
        List<ShufflePicture.Flow> flows = new ArrayList<>();
        long[] sent = {688_000, 116_000, 71_000, 124_000};
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                long rows = sent[from] / 4 + 311L * (from - to);
                flows.add(new ShufflePicture.Flow(WORKERS.get(from), WORKERS.get(to), rows, 43 * rows));
            }
            flows.add(new ShufflePicture.Flow(WORKERS.get(from), "coordinator", 10, 438));
        }
        return flows;
    }
}
