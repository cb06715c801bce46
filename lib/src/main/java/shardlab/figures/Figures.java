package shardlab.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import shardlab.chart.EvennessChart;
import shardlab.chart.HashLine;
import shardlab.chart.HealthGrid;
import shardlab.chart.KeyCutStrips;
import shardlab.chart.LorenzCurve;
import shardlab.chart.PlacementPanels;
import shardlab.chart.PlanPicture;
import shardlab.chart.Residents;
import shardlab.chart.RowsByState;
import shardlab.chart.RowsPerWorker;
import shardlab.chart.ShardHeatMap;
import shardlab.chart.ShufflePicture;
import shardlab.cluster.Cluster;
import shardlab.plan.Plan;
import shardlab.repartition.ShuffleMatrix;
import shardlab.retail.Countries;
import shardlab.retail.Retail;
import shardlab.retail.State;
import shardlab.sharding.KeyCut;
import shardlab.sharding.RebalancePlan;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ShardRows;
import shardlab.sharding.Sharding;
import shardlab.sharding.Skew;
import shardlab.sharding.ValueOnNode;
import shardlab.sharding.ValueRows;
import shardlab.sql.Server;

/**
 * The figures of the lessons: each method asks the cluster for what its figure shows, and captions it with where the
 * numbers come from. Tables are named as in SQL, in the search path of one session.
 */
public final class Figures {

    private final Cluster cluster;
    private final Sharding sharding;

    /**
     * The figures of one cluster.
     *
     * @param sharding over the session in whose search path tables are named
     */
    public Figures(Cluster cluster, Sharding sharding) {
        this.cluster = cluster;
        this.sharding = sharding;
    }

    /** Which node reaches which, by {@code citus_check_cluster_node_health}. */
    public HealthGrid health() {
        return new HealthGrid(cluster.health(), caption());
    }

    /** Where values of the distribution column hash to, among the table's shards; they need not be in the table. */
    public HashLine hashLine(String table, List<String> values) {
        ShardMap map = sharding.shardMap(table);
        var ticks = values.stream()
                .map(value -> new ValueRows(value, 0, map.hash(value), map.shardOf(value))).toList();
        return new HashLine(map, ticks, caption());
    }

    /** The rows of a table of few values: its shards, the worker of each, and the values found in them. */
    public ShardHeatMap shardMap(String table) {
        List<ShardRows> shards = sharding.rowsPerShard(table);
        return new ShardHeatMap(sharding.shardMap(table), shards, sharding.rowsPerValue(table), caption(shards));
    }

    /** The rows that each worker holds of a table. */
    public RowsPerWorker rowsPerWorker(String table) {
        List<ShardRows> shards = sharding.rowsPerShard(table);
        return new RowsPerWorker(table, Sharding.rowsPerNode(shards), caption(shards));
    }

    /** The rows of each shard of a table, on the band in which chance alone would put all of them. */
    public EvennessChart evenness(String table) {
        List<ShardRows> shards = sharding.rowsPerShard(table);
        return new EvennessChart(table, shards, caption(shards));
    }

    /** The rows of a table of the retail data by state, beside the census's weights. */
    public RowsByState rowsByState(Retail retail, String table) {
        var counts = retail.rowsByState(table);
        var states = counts.stream()
                .map(count -> new RowsByState.StateShare(count.state(), count.rows(),
                        State.valueOf(count.state()).share())).toList();
        return new RowsByState(table, states, caption(counts.stream().mapToLong(count -> count.rows()).sum()));
    }

    /** How unevenly the shards of some tables are filled, one curve a table. */
    public LorenzCurve skew(Map<String, String> tablesByName) {
        var series = new ArrayList<LorenzCurve.Curve>();
        new TreeMap<>(tablesByName).forEach((name, table) ->
                series.add(new LorenzCurve.Curve(name, Skew.ofShards(sharding.rowsPerShard(table)))));
        long[] rows = series.stream().mapToLong(curve -> curve.skew().total()).distinct().toArray();
        return new LorenzCurve("shards", series, rows.length == 1 ? caption(rows[0]) : caption());
    }

    /** Which countries live on which workers, counted on the workers themselves. */
    public Residents countries(Countries countries) {
        List<ValueOnNode> found = countries.onNodes(cluster.workers());
        return new Residents("Countries and their workers", countries.names(),
                cluster.workers().stream().map(Server::name).toList(), found,
                caption(found.stream().mapToLong(ValueOnNode::rows).sum()));
    }

    /** How the cluster runs a statement: coordinator and workers, who gets which tasks, what moves. */
    public PlanPicture plan(String title, Plan plan) {
        return new PlanPicture(title, plan, cluster.workers().stream().map(Server::name).toList(), caption());
    }

    /** What a join moves, as {@link shardlab.repartition.Shuffles} computed it. */
    public ShufflePicture shuffle(String title, ShuffleMatrix moved) {
        var flows = moved.moves().stream()
                .map(move -> new ShufflePicture.Flow(move.from(), move.to(), move.rows(), move.bytes())).toList();
        return new ShufflePicture(title, flows, "Computed from the rows and their hashes, not measured. " + caption());
    }

    /** The shards of a table where they are now, with their rows, under a title: one panel of {@link #placements}. */
    public PlacementPanels.Panel placement(String title, String table) {
        return new PlacementPanels.Panel(title, sharding.rowsPerShard(table));
    }

    /** The same where a plan would put them. */
    public PlacementPanels.Panel placement(String title, String table, RebalancePlan plan) {
        ShardMap planned = plan.applyTo(sharding.shardMap(table));
        return new PlacementPanels.Panel(title, sharding.rowsPerShard(table).stream().map(counted ->
                new ShardRows(planned.shard(counted.shard().shardId()), counted.rows())).toList());
    }

    /** Pictures of one table side by side, on all workers that there are. */
    public PlacementPanels placements(String title, PlacementPanels.Panel... panels) {
        return new PlacementPanels(title, cluster.workers().stream().map(Server::name).toList(), List.of(panels),
                caption(panels[0].shards()));
    }

    /** Ways to cut keys; no cluster is asked. */
    public KeyCutStrips keyCuts(String title, List<KeyCut> cuts) {
        return new KeyCutStrips(title, cuts, String.format(Locale.ROOT,
                "Computed in Java from %,d keys; no server was asked.", cuts.get(0).before().size()));
    }

    private String caption(List<ShardRows> shards) {
        return caption(shards.stream().mapToLong(ShardRows::rows).sum());
    }

    private String caption(long rows) {
        return caption() + String.format(Locale.ROOT, " · %,d rows", rows);
    }

    private String caption() {
        return cluster.provenance().caption();
    }
}
