package shardlab.cluster;

import java.util.List;
import java.util.function.UnaryOperator;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Reads {@code pg_dist_node}. Workers are reached with the coordinator's credentials. */
final class Nodes {

    private Nodes() {
    }

    /**
     * The primary nodes, the coordinator first, the workers by node id and numbered from 1.
     *
     * @param fromHere how this process reaches a server that is registered under a name and port
     */
    static List<Node> of(Session session, Server coordinator, UnaryOperator<Server> fromHere) {
        return session.query(SqlFile.read("cluster/nodes.sql")).stream()
                .map(row -> node(row, coordinator, fromHere)).toList();
    }

    private static Node node(Rows.Row row, Server coordinator, UnaryOperator<Server> fromHere) {
        boolean isCoordinator = row.integer("groupid") == 0;
        return new Node(row.integer("nodeid"), row.integer("groupid"),
                isCoordinator ? coordinator : fromHere.apply(worker(row, coordinator)),
                isCoordinator, row.truth("isactive"));
    }

    private static Server worker(Rows.Row row, Server like) {
        return like.elsewhere("worker-" + row.number("number"), row.text("nodename"), row.integer("nodeport"));
    }
}
