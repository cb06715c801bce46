package shardlab.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import shardlab.sharding.PlannedMove;
import shardlab.sharding.RebalancePlan;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ShardRows;
import shardlab.workload.WriteLatency;

/** A table before and after a rebalance, and writes that went on meanwhile. */
final class ExampleRebalance {

    private ExampleRebalance() {
    }

    static PlacementPanels placements() {
        ShardMap sale = ExampleData.sale();
        List<ShardRows> rows = ExampleData.rowsByState(sale);
        var plan = new RebalancePlan(IntStream.of(0, 5, 10, 15, 20, 25).mapToObj(sale.shards()::get)
                .map(shard -> new PlannedMove("sale", shard.shardId(), shard.node(), "worker-5", "127.0.0.1", 5)).toList());
        ShardMap planned = plan.applyTo(sale);
        List<ShardRows> after = rows.stream()
                .map(counted -> new ShardRows(planned.shard(counted.shard().shardId()), counted.rows())).toList();
        return new PlacementPanels("sale: before, planned, and as it is now",
                List.of("worker-1", "worker-2", "worker-3", "worker-4", "worker-5"),
                List.of(new PlacementPanels.Panel("before", rows), new PlacementPanels.Panel("planned", after),
                        new PlacementPanels.Panel("now", after)), ExampleData.CAPTION);
    }

    static WriteChart writes() {
        return new WriteChart("Writes to California while its shard moves",
                List.of(run("block_writes", 840), run("force_logical", 60)), ExampleData.CAPTION);
    }

    private static WriteLatency run(String name, double longest) {
        List<WriteLatency.Write> writes = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < 120; i++) {
            double took = i == 60 ? longest : 1.5 + i % 7 * 0.4;
            writes.add(new WriteLatency.Write(at, took));
            at += took + 4;
        }
        return new WriteLatency(name, writes, 380, 400 + longest);
    }
}
