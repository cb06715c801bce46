package shardlab.cluster;

import java.util.List;
import java.util.Optional;
import shardlab.NodeName;
import shardlab.engine.Address;
import shardlab.engine.Engine;
import shardlab.engine.Servers;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Reads {@code pg_dist_node} and looks up where each node answers. A node is one of the engine's servers if it is of
 * its group, whatever address the row has; a node that the engine does not know is reached at that address.
 */
final class Nodes {

    private final Session coordinator;
    private final Engine engine;

    /** @param coordinator a session on the coordinator */
    Nodes(Session coordinator, Engine engine) {
        this.coordinator = coordinator;
        this.engine = engine;
    }

    /** The primary nodes, the coordinator first, the workers by their groups. */
    List<Node> read() {
        Rows rows = rows();
        Servers servers = known(rows);
        return rows.stream().map(row -> node(row, servers)).toList();
    }

    private Rows rows() {
        return coordinator.query(SqlFile.read("cluster/nodes.sql"));
    }

    /**
     * The engine's servers. One that was taken out of the cluster and added again by hand is of another group since:
     * the engine is told.
     */
    private Servers known(Rows rows) {
        for (Rows.Row row : rows) {
            former(row, rows).ifPresent(group -> engine.regroup(group, row.integer("groupid")));
        }
        return servers();
    }

    private Optional<Integer> former(Rows.Row row, Rows rows) {
        Servers servers = servers();
        return servers.of(row.integer("groupid")).isPresent() ? Optional.empty()
                : servers.groupAt(row.text("nodename"), row.integer("nodeport"))
                        .filter(group -> rows.stream().noneMatch(each -> each.integer("groupid") == group));
    }

    private Servers servers() {
        return engine.servers().orElseGet(() -> Servers.ofCoordinator(coordinator.server()));
    }

    private Node node(Rows.Row row, Servers servers) {
        int group = row.integer("groupid");
        Server registered = servers.coordinator().elsewhere(NodeName.of(group), row.text("nodename"),
                row.integer("nodeport"));
        return new Node(row.integer("nodeid"), group,
                servers.of(group).map(Address::fromHere).orElse(registered), registered, row.truth("isactive"));
    }
}
