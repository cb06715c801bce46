package shardlab.cluster;

import shardlab.Progress;
import shardlab.engine.Engine;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Makes the servers known to the coordinator, by the same calls on every engine. */
final class Registration {

    private Registration() {
    }

    static void ensure(Session coordinator, Engine.Servers servers, Progress progress) {
        if (!possible(coordinator) || coordinator.query(SqlFile.read("cluster/nodes.sql")).size() > 1) {
            return;
        }
        var host = servers.coordinator();
        coordinator.query(SqlFile.read("cluster/set_coordinator_host.sql"), host.host(), host.port());
        int done = 0;
        for (var worker : servers.workers()) {
            coordinator.query(SqlFile.read("cluster/add_node.sql"), worker.host(), worker.port());
            progress.report("registering nodes", ++done, servers.workers().size(), "nodes");
        }
    }

    static boolean possible(Session coordinator) {
        return coordinator.query("select count(*) from pg_proc where proname = 'citus_add_node'").singleNumber() > 0;
    }
}
