package shardlab.workload;

import java.util.List;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.KilledNode;

/**
 * Experiments with nodes that are lost: killed, cut off, slow. Each leaves the cluster as it was, but for the tables,
 * however it ends.
 */
public final class Failures {

    private final Cluster cluster;
    private final FailureTables tables;
    private final Progress progress;

    /** @param progress told how far each experiment is */
    public Failures(Cluster cluster, FailureTables tables, Progress progress) {
        this.cluster = cluster;
        this.tables = tables;
        this.progress = progress;
    }

    /** True if the lab may kill this cluster's servers. */
    public static boolean possible(Cluster cluster) {
        return cluster.ownsServers();
    }

    /**
     * A worker that is killed, and what every kind of statement is told meanwhile.
     *
     * @throws LabException if the servers are not the lab's, or the worker has no state
     */
    public Outage worker(String node) {
        return new WorkerOutage(cluster, tables, progress).run(cluster.node(tables.anyOn(node).groupId()));
    }

    /**
     * The coordinator is killed, and a worker is asked.
     *
     * @throws LabException if the servers are not the lab's
     */
    public List<Said> coordinator() {
        return new CoordinatorOutage(cluster, tables).run();
    }

    /**
     * Does something while a node is down; it runs again when this returns, however that ends.
     *
     * @param node   its name
     * @throws LabException if the servers are not the lab's
     */
    public void whileDown(String node, Runnable work) {
        try (KilledNode down = KilledNode.of(cluster, cluster.nodes().stream()
                .filter(each -> each.name().equals(node)).findFirst().orElseThrow(() -> noNode(node)))) {
            work.run();
        }
    }

    /**
     * Payments under each of which a node is killed, made in two ways by clients that try again.
     *
     * @param kills how many; the tables have the rows of no earlier call
     * @param seed  the same draws the same states again
     * @throws LabException if the lab cannot put the nodes behind a network
     */
    public RetryReport retries(int kills, long seed) {
        return new Retries(cluster, tables, progress).run(kills, seed);
    }

    /**
     * A worker that is slow, cut off, silent: what a client is told, and after how long.
     *
     * @throws LabException if the lab cannot put the nodes behind a network
     */
    public List<Said> silence() {
        return new Silence(cluster, tables, progress).run();
    }

    /**
     * A client that takes nothing any more: whether the coordinator notices by keepalives and {@code tcp_user_timeout}.
     *
     * @throws LabException if the lab cannot put the nodes behind a network
     */
    public List<Said> vanishedClient() {
        return new VanishedClient(cluster).run();
    }

    private static LabException noNode(String node) {
        return new LabException("there is no node '" + node + "'", "./lab status lists them");
    }
}
