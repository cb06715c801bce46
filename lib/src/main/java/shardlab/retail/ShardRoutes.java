package shardlab.retail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardGroup;
import shardlab.sharding.ShardMap;
import shardlab.sharding.Sharding;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * Where the rows of a state are copied to: the node that holds the state's shard, and there either the shard's own
 * table or, where only the cluster may write to shards, the distributed table, which every node of Citus takes rows for.
 */
final class ShardRoutes {

    /** A server to connect to, and a table of the schema to copy into. */
    record Route(Server server, String table) {
    }

    private final Server coordinator;
    private final List<Server> workers;
    private final boolean direct;
    private final Map<State, Shard> shards = new HashMap<>();
    private final Map<Long, ShardGroup> groups = new HashMap<>();

    /**
     * @param session a session on the coordinator with the schema first on its search path
     * @param workers by their names; empty to send everything through the coordinator
     * @param direct  true to copy straight into the shards' tables
     */
    ShardRoutes(Session session, List<Server> workers, boolean direct) {
        this.coordinator = session.server();
        this.workers = workers;
        this.direct = direct;
        if (!workers.isEmpty()) {
            read(new Sharding(session));
        }
    }

    Route of(RetailTable table, State state) {
        if (workers.isEmpty() || !table.distributed()) {
            return new Route(coordinator, table.table());
        }
        Shard shard = shards.get(state);
        return new Route(server(shard), direct ? shardTable(table, shard) : table.table());
    }

    private void read(Sharding sharding) {
        String first = RetailTable.BRANCH.table();
        ShardMap map = sharding.shardMap(first);
        for (State state : State.values()) {
            shards.put(state, map.shardOf(state.name()));
        }
        if (direct) {
            for (ShardGroup group : sharding.shardGroups(first)) {
                group.shards().forEach(shard -> groups.put(shard.shardId(), group));
            }
        }
    }

    /** Workers are found by their names: a client may know them by other addresses than the catalog. */
    private Server server(Shard shard) {
        if (shard.node().equals(NodeName.COORDINATOR)) {
            return coordinator;
        }
        return workers.stream().filter(worker -> worker.name().equals(shard.node())).findFirst().orElseThrow(() ->
                new LabException("Shard " + shard.shardId() + " is on " + shard.node() + ", which is not known here",
                        "give Retail all workers of the cluster, or none to load through the coordinator"));
    }

    /** Tables of other schemas may be co-located too; the catalog writes their names with the schema. */
    private String shardTable(RetailTable table, Shard shard) {
        ShardGroup group = groups.get(shard.shardId());
        for (int i = 0; i < group.tables().size(); i++) {
            if (group.tables().get(i).equals(table.table())) {
                return table.table() + "_" + group.shards().get(i).shardId();
            }
        }
        throw new LabException("Table " + table.table() + " is not co-located with " + RetailTable.BRANCH.table(),
                "distribute it by state with the others: retail.distribute()");
    }
}
