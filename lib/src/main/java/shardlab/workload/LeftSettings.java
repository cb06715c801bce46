package shardlab.workload;

import java.util.Optional;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Settings of the coordinator that a process has changed by ALTER SYSTEM, written down in its database before they are: a
 * process that is killed puts nothing back, and the next one that opens the cluster does it instead. A note is of a session;
 * as long as that one lives, its setting is in use and is left alone.
 */
public final class LeftSettings {

    private LeftSettings() {
    }

    /** Puts back what sessions that are gone have left. */
    public static void putBack(Cluster cluster) {
        if (cluster.ownsServers()) {
            try (Session session = cluster.session()) {
                putBack(session);
            }
        }
    }

    static void putBack(Session node) {
        if (node.query(sql("has_notes")).row(0).truth("there")) {
            node.query(sql("left")).forEach(note -> {
                NodeSetting.putBack(node, note.text("name"), Optional.ofNullable(note.text("setting")));
                forget(node, note.text("name"));
            });
        }
    }

    /** This session will set it. */
    static void note(Session node, String name, Optional<String> before) {
        onThisNode(node, sql("make_notes"));
        node.update(sql("note"), name, before.orElse(null));
    }

    /** It was put back; the last note takes the table along. */
    static void forget(Session node, String name) {
        node.update(sql("forget"), name);
        if (!node.query(sql("any_note")).row(0).truth("noted")) {
            onThisNode(node, sql("drop_notes"));
        }
    }

    /** Without it Citus would make the schema on every worker. */
    private static void onThisNode(Session node, String ddl) {
        node.transaction(() -> {
            node.execute("set local client_min_messages to warning");
            node.execute("set local citus.enable_ddl_propagation to off");
            node.execute(ddl);
        });
    }

    private static String sql(String name) {
        return SqlFile.read("workload/settings/" + name + ".sql");
    }
}
