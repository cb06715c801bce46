package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import shardlab.cluster.Cluster;
import shardlab.cluster.KilledNode;
import shardlab.cluster.Node;
import shardlab.sql.Session;

/** Kills the coordinator, asks a worker everything, and brings the coordinator back. */
final class CoordinatorOutage {

    private final Cluster cluster;
    private final FailureTables tables;

    CoordinatorOutage(Cluster cluster, FailureTables tables) {
        this.cluster = cluster;
        this.tables = tables;
    }

    List<Said> run() {
        Node coordinator = cluster.node(0);
        FailurePlace place = tables.places().get(0);
        Node asked = cluster.node(tables.anyBeside(place.node()).groupId());
        Node holder = cluster.node(place.groupId());
        try (KilledNode down = KilledNode.of(cluster, coordinator)) {
            List<Said> said = new ArrayList<>();
            said.add(Said.of("connect to " + coordinator.name(), () -> connect(coordinator)));
            said.addAll(on(asked, place));
            said.add(Said.of("read the shard itself on " + holder.name(), () -> readShard(holder, place)));
            return said;
        }
    }

    private String connect(Node node) {
        try (Session session = cluster.session(node.server())) {
            return session.isAlive() ? "connected" : "";
        }
    }

    private List<Said> on(Node asked, FailurePlace place) {
        try (Session session = cluster.session(asked.server())) {
            return OutageStatements.byWayOf(session, asked.name(), place);
        }
    }

    private String readShard(Node holder, FailurePlace place) {
        try (Session session = cluster.session(holder.server())) {
            return session.query(FailureTables.sql("read_shard").formatted(place.shardId()), place.state())
                    .singleNumber() + " rows";
        }
    }
}
