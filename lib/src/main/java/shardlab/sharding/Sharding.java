package shardlab.sharding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Declares how tables are spread over the cluster, and asks the catalog where their shards live. A method that calls a
 * function of Citus bears its name. Tables are named as in SQL: {@code sale}, or {@code retail.sale}.
 *
 * <p>Every method throws {@link shardlab.sql.SqlException} with the server's words when the server refuses.
 */
public final class Sharding {

    private final Session coordinator;

    /** @param coordinator a session on the coordinator; closing it is the caller's business */
    public Sharding(Session coordinator) {
        this.coordinator = coordinator;
    }

    /** Spreads a table over shards by the hash of a column, as Citus does when it is told nothing else. */
    public void createDistributedTable(String table, String column) {
        createDistributedTable(table, column, DistributionOptions.DEFAULT);
    }

    /** Spreads a table over shards by the hash of a column. */
    public void createDistributedTable(String table, String column, DistributionOptions options) {
        query("create_distributed_table", table, column, options.colocateWith(), options.shardCount());
    }

    /** Copies a table to every node, where later writes keep it the same. */
    public void createReferenceTable(String table) {
        query("create_reference_table", table);
    }

    /** Makes a distributed or reference table an ordinary one again, with its rows, on the coordinator. */
    public void undistributeTable(String table) {
        query("undistribute_table", table);
    }

    /** The shard in which the cluster itself looks for a value of the distribution column. */
    public long getShardIdForDistributionColumn(String table, Object value) {
        return query("get_shard_id_for_distribution_column", table, value == null ? null : value.toString())
                .singleNumber();
    }

    /** Bytes of a table's heap on all nodes, visibility map and free space map included. */
    public long citusTableSize(String table) {
        return query("citus_table_size", table).singleNumber();
    }

    /** Bytes of a table's main fork on all nodes. */
    public long citusRelationSize(String table) {
        return query("citus_relation_size", table).singleNumber();
    }

    /** Bytes of a table with its indexes on all nodes. */
    public long citusTotalRelationSize(String table) {
        return query("citus_total_relation_size", table).singleNumber();
    }

    /** True if equal values of both tables' distribution columns live on the same node. */
    public boolean colocated(String table, String other) {
        return find(table).colocationId() == find(other).colocationId();
    }

    /** Every distributed and reference table, as {@code citus_tables} lists them. */
    public List<CitusTable> tables() {
        return query("tables").stream().map(Sharding::citusTable).toList();
    }

    /**
     * What {@code citus_tables} says of one table.
     *
     * @throws LabException if the table is neither distributed nor a reference table
     */
    public CitusTable find(String table) {
        return query("table", table).stream().map(Sharding::citusTable).findFirst()
                .orElseThrow(() -> new LabException("Table " + table + " is not distributed", table,
                        "citus_tables does not list it",
                        "distribute it: select create_distributed_table('" + table + "', '<column>')", null));
    }

    /** Every copy of every shard of a distributed or reference table, by shard, then by node. */
    public List<Placement> placements(String table) {
        return query("placements", table).stream().map(row -> new Placement(row.number("shard_id"), node(row),
                row.text("host"), row.integer("port"))).toList();
    }

    /** The shards of a distributed table, from the lowest hash to the highest. */
    public List<Shard> shards(String table) {
        return shardMap(table).shards();
    }

    /**
     * The shards of a distributed table with its distribution column.
     *
     * @throws LabException if the table is not distributed by the hash of a column
     */
    public ShardMap shardMap(String table) {
        CitusTable found = find(table);
        if (!found.distributed()) {
            throw new LabException("Table " + table + " is a " + found.type() + " table and has no hash bounds",
                    "ask placements(\"" + table + "\") for the nodes that have it");
        }
        String type = query("distribution_column_type", table).singleText();
        List<Shard> shards = query("colocated_shards", table).stream()
                .filter(row -> row.truth("asked_for")).map(Sharding::shard).toList();
        return new ShardMap(found.name(), found.distributionColumn(), type, shards);
    }

    /** The shards of a table together with those of the tables co-located with it, one group a range of hashes. */
    public List<ShardGroup> shardGroups(String table) {
        Map<Integer, List<Rows.Row>> byRange = new LinkedHashMap<>();
        for (Rows.Row row : query("colocated_shards", table)) {
            byRange.computeIfAbsent(row.integer("min_hash"), range -> new ArrayList<>()).add(row);
        }
        return byRange.values().stream().map(Sharding::shardGroup).toList();
    }

    /**
     * What a rebalance of a table and of those co-located with it would move, by a strategy of
     * {@code pg_dist_rebalance_strategy}.
     */
    public RebalancePlan rebalancePlan(String table, String strategy) {
        return new RebalancePlan(query("rebalance_plan", table, strategy).stream().map(row -> new PlannedMove(
                row.text("table_name"), row.number("shard_id"), NodeName.of(row.integer("from_group")),
                NodeName.of(row.integer("to_group")), row.text("host"), row.integer("port"))).toList());
    }

    /** How many rows each shard holds, the empty ones included: counted on the workers, shard by shard. */
    public List<ShardRows> rowsPerShard(String table) {
        ShardMap map = shardMap(table);
        Map<Long, Long> counts = new LinkedHashMap<>();
        for (Rows.Row row : query("rows_per_shard", table)) {
            if (!row.truth("success")) {
                throw new LabException("Counting shard " + row.text("shard_id") + " failed", table, row.text("result"),
                        "see whether every node answers: select * from citus_check_cluster_node_health()", null);
            }
            counts.put(row.number("shard_id"), Long.parseLong(row.text("result")));
        }
        return map.shards().stream().map(shard -> new ShardRows(shard, counts.get(shard.shardId()))).toList();
    }

    /** How many rows each node holds; nodes without a shard of the table are left out. */
    public List<NodeRows> rowsPerNode(String table) {
        return rowsPerNode(rowsPerShard(table));
    }

    /** The same from counts that are there already. */
    public static List<NodeRows> rowsPerNode(List<ShardRows> shards) {
        ShardMap map = new ShardMap("", "", "", shards.stream().map(ShardRows::shard).toList());
        return map.nodes().stream().map(node -> nodeRows(node, shards)).toList();
    }

    /** How many rows have each value of the distribution column, the most frequent first. */
    public List<ValueRows> rowsPerValue(String table) {
        ShardMap map = shardMap(table);
        String statement = query("rows_per_value", table, map.column()).singleText();
        List<ValueRows> counts = new ArrayList<>();
        for (Rows.Row row : coordinator.query(statement)) {
            String value = row.text("value");
            int hash = map.hash(value);
            counts.add(new ValueRows(value, row.number("rows"), hash, map.shardAt(hash)));
        }
        return counts;
    }

    private Rows query(String file, Object... parameters) {
        return coordinator.query(SqlFile.read("sharding/" + file + ".sql"), parameters);
    }

    private static NodeRows nodeRows(String node, List<ShardRows> shards) {
        var own = shards.stream().filter(counted -> counted.shard().node().equals(node)).toList();
        return new NodeRows(node, own.size(), (int) own.stream().filter(counted -> counted.rows() > 0).count(),
                own.stream().mapToLong(ShardRows::rows).sum(),
                own.stream().mapToLong(counted -> counted.shard().bytes()).sum());
    }

    private static CitusTable citusTable(Rows.Row row) {
        return new CitusTable(row.text("table_name"), row.text("citus_table_type"), row.text("distribution_column"),
                row.integer("colocation_id"), row.text("table_size"), row.number("shard_count"));
    }

    private static String node(Rows.Row row) {
        return NodeName.of(row.integer("group_id"));
    }

    private static Shard shard(Rows.Row row) {
        return new Shard(row.number("shard_id"), row.integer("min_hash"), row.integer("max_hash"), node(row),
                row.text("host"), row.integer("port"), row.number("bytes"));
    }

    private static ShardGroup shardGroup(List<Rows.Row> rows) {
        Shard first = shard(rows.get(0));
        return new ShardGroup(first.minHash(), first.maxHash(), first.node(),
                rows.stream().map(row -> row.text("table_name")).toList(), rows.stream().map(Sharding::shard).toList());
    }
}
