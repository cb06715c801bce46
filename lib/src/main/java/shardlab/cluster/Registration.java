package shardlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.engine.Engine;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Makes servers nodes of a cluster, by the same calls on every engine, and keeps {@code pg_dist_node} true when a
 * server had to move to another port. A worker that was taken out of the cluster stays out.
 */
final class Registration {

    private final Session coordinator;
    private final UnaryOperator<Server> amongNodes;

    /**
     * @param coordinator a session on the coordinator
     * @param amongNodes  the name and port under which a server is registered
     */
    Registration(Session coordinator, UnaryOperator<Server> amongNodes) {
        this.coordinator = coordinator;
        this.amongNodes = amongNodes;
    }

    /**
     * Registers the servers if none is registered yet, and corrects the ports of those that are. Two kernels may find
     * the same to do; the coordinator lets one of them do it at a time.
     */
    void ensure(Engine.Servers servers, Progress progress) {
        if (isInOrder(servers)) {
            return;
        }
        coordinator.query(SqlFile.read("cluster/lock_registration.sql"));
        try (Cleaning unlock = () -> coordinator.query(SqlFile.read("cluster/unlock_registration.sql"))) {
            registerOrCorrect(servers, progress);
        }
    }

    private boolean isInOrder(Engine.Servers servers) {
        return servers.all().stream().noneMatch(this::isElsewhere);
    }

    private void registerOrCorrect(Engine.Servers servers, Progress progress) {
        if (rows().stream().allMatch(row -> row.integer("groupid") == 0)) {
            setCoordinatorHost(servers.coordinator());
            addAll(servers.workers(), progress);
        } else {
            correct(servers);
        }
    }

    /**
     * The workers first, since each change of a worker is made on the coordinator alone; then all workers are told,
     * and then the coordinator's own new port, which is told to every worker at once, reaches them.
     */
    private void correct(Engine.Servers servers) {
        var moved = servers.workers().stream().filter(this::isElsewhere).toList();
        moved.forEach(this::correct);
        if (!moved.isEmpty()) {
            coordinator.query(SqlFile.read("cluster/start_metadata_sync_to_all_nodes.sql"));
        }
        if (isElsewhere(servers.coordinator())) {
            setCoordinatorHost(servers.coordinator());
        }
    }

    private void setCoordinatorHost(Server server) {
        Server known = amongNodes.apply(server);
        coordinator.query(SqlFile.read("cluster/citus_set_coordinator_host.sql"), known.host(), known.port());
    }

    private boolean isElsewhere(Server server) {
        Server known = amongNodes.apply(server);
        return rows().stream().noneMatch(row -> isAt(row, known));
    }

    private void addAll(List<Server> workers, Progress progress) {
        int done = 0;
        progress.report("registering nodes", done, workers.size(), "nodes");
        for (Server worker : workers) {
            Server known = amongNodes.apply(worker);
            coordinator.query(SqlFile.read("cluster/citus_add_node.sql"), known.host(), known.port());
            progress.report("registering nodes", ++done, workers.size(), "nodes");
        }
    }

    /** The worker itself knows which group it is; the coordinator knows which node that is. */
    private void correct(Server worker) {
        long group = groupOf(worker);
        Optional<Rows.Row> node = group == 0 ? Optional.empty()
                : rows().stream().filter(row -> row.integer("groupid") == group).findFirst();
        node.ifPresent(row -> coordinator.query(SqlFile.read("cluster/citus_update_node.sql"),
                row.integer("nodeid"), amongNodes.apply(worker).host(), amongNodes.apply(worker).port()));
    }

    private static long groupOf(Server worker) {
        try (var session = Session.open(worker)) {
            return session.query(SqlFile.read("cluster/local_group.sql")).singleNumber();
        }
    }

    private Rows rows() {
        return coordinator.query(SqlFile.read("cluster/nodes.sql"));
    }

    private static boolean isAt(Rows.Row row, Server server) {
        return row.integer("nodeport") == server.port() && row.text("nodename").equals(server.host());
    }
}
