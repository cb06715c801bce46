package shardlab.workload;

import java.util.Optional;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Rows.Row;
import shardlab.sql.Session;

/**
 * What {@link MonitorTables} changes outside of its schema, written down in it before it is done: a process that is killed
 * puts nothing back, and the next one does it instead.
 */
final class MonitorNotes {

    private static final String EXTENSION = "pg_stat_statements";
    private static final String ALL_NODES = "";

    private MonitorNotes() {
    }

    /** The extension will be made on all nodes, and was on none. */
    static void extension(Session coordinator) {
        coordinator.update(MonitorTables.sql("note"), ALL_NODES, EXTENSION, null);
    }

    /** A node's setting will be changed. */
    static void setting(Session coordinator, NodeSetting setting) {
        coordinator.update(MonitorTables.sql("note"), setting.node(), setting.name(), setting.before().orElse(null));
    }

    /** Puts back what a process that was killed has left, if one was. */
    static void putBack(Cluster cluster) {
        try (Session session = cluster.session()) {
            if (session.query(MonitorTables.sql("was_left")).row(0).truth("there")) {
                session.execute("set client_min_messages = warning");
                session.query(MonitorTables.sql("before")).forEach(note -> putBack(cluster, session, note));
            }
        }
    }

    private static void putBack(Cluster cluster, Session session, Row note) {
        if (note.text("node").equals(ALL_NODES)) {
            MonitorTables.onAllNodes(cluster, session, MonitorTables.sql("drop_extension"));
            return;
        }
        Optional<Node> node = cluster.nodes().stream()
                .filter(each -> each.server().name().equals(note.text("node"))).findFirst();
        node.ifPresent(there -> {
            try (Session own = Session.open(there.server())) {
                NodeSetting.putBack(own, note.text("name"), Optional.ofNullable(note.text("setting")));
            }
        });
    }
}
