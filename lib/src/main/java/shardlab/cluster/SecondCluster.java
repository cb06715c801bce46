package shardlab.cluster;

import java.util.List;
import shardlab.Cleaning;
import shardlab.engine.Copies;
import shardlab.sql.Server;

/**
 * A cluster beside the learner's own, restored from a backup of it: whatever becomes of it, the first is not touched. It
 * ends with {@link #close}, with this process, or by {@code ./lab down}.
 */
public final class SecondCluster implements AutoCloseable {

    private final Cluster cluster;
    private final Copies copies;

    SecondCluster(Cluster cluster, Copies copies) {
        this.cluster = cluster;
        this.copies = copies;
    }

    /** The cluster, to be asked like any other. */
    public Cluster cluster() {
        return cluster;
    }

    /**
     * Makes a standby of a worker by a base backup, and starts it: PostgreSQL's own streaming replication.
     *
     * @throws shardlab.LabException if it does not start
     */
    public Server standby(Node primary) {
        try (var backup = new BaseBackup(cluster.session(primary.server()), copies.ofSecond(primary.groupId()))) {
            backup.take();
            backup.complete();
        }
        return copies.startStandby(primary.groupId());
    }

    /**
     * Tells the cluster that a node is another server now, by {@code citus_update_node}.
     *
     * @param server where the node answers from now on
     */
    public void citusUpdateNode(Node node, Server server) {
        var registration = cluster.registration();
        registration.update(node.nodeId(), server);
        registration.tellWorkers(cluster.servers());
    }

    /** Ends it and removes its data. */
    @Override
    public void close() {
        Cleaning.all(List.of(cluster::close, copies::close));
    }
}
