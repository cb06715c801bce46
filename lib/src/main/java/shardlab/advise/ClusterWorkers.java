package shardlab.advise;

import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** How many workers a running cluster has: rows are expected to lie on as many. */
final class ClusterWorkers {

    private ClusterWorkers() {
    }

    /** The rule for the workers of a cluster; as it was if the server is no cluster's, or somebody has said a number. */
    static Rule of(Server coordinator, Rule rule) {
        try (Session session = Session.open(coordinator)) {
            long holders = session.query(SqlFile.read("advise/cluster_here.sql")).row(0).truth("found")
                    ? session.query(SqlFile.read("advise/shard_holders.sql")).singleNumber() : 0;
            return holders == 0 ? rule : rule.ofCluster((int) holders, "as many as " + coordinator.label() + " has");
        }
    }
}
