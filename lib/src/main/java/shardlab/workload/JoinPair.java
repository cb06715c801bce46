package shardlab.workload;

import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plans;
import shardlab.repartition.RepartitionByHand;
import shardlab.repartition.ShuffleMatrix;
import shardlab.repartition.Shuffles;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/** {@link JoinTables} of one size, and one question asked of them in three ways: co-located, repartitioned, pulled. */
public final class JoinPair implements AutoCloseable {

    private final Session session;
    private final boolean repartitions;
    private final boolean ours;
    private JoinTables tables;
    private NodeSetting buckets;

    private JoinPair(Session session, boolean repartitions, boolean ours) {
        this.session = session;
        this.repartitions = repartitions;
        this.ours = ours;
    }

    /**
     * Creates and fills the tables, over a session of its own: on a network that was set, open it afterwards.
     *
     * @param waiting told for whom this waits, if another session has such tables
     */
    static JoinPair of(Cluster cluster, long sales, int shards, Progress waiting) {
        boolean repartitions = cluster.can(Capability.REPARTITION_JOIN);
        boolean ours = cluster.ownsServers();
        var pair = new JoinPair(cluster.session(), repartitions, ours);
        Cleaning.ifFails(pair::close, () -> {
            pair.tables = JoinTables.make(pair.session, sales, shards, Progress.SILENT, waiting);
            pair.session.execute(sql("one_sale_a_line"));
            pair.session.execute("set citus.enable_repartition_joins to on");
        });
        return pair;
    }

    /**
     * Sets {@code citus.repartition_join_bucket_count_per_node} until closed. Without repartition joins there is nothing
     * to set.
     *
     * @throws LabException if the cluster is not the lab's: the setting is its coordinator's, for all who use it
     */
    public void bucketsPerNode(int count) {
        if (!repartitions) {
            return;
        }
        if (!ours) {
            throw new LabException("citus.repartition_join_bucket_count_per_node is not the lab's to set",
                    session.server().label(), "the lab did not start this cluster", "use an engine of the lab's own", null);
        }
        if (buckets == null) {
            buckets = NodeSetting.noted(session, NodeSetting.BUCKETS_PER_NODE);
        }
        buckets.set(String.valueOf(count));
    }

    /** Amount, lines and channel by state, each sale joined where its lines are. */
    public Rows colocated() {
        return session.query(sql("colocated"));
    }

    /** The same from sales that are elsewhere: by Citus's dual repartition join, or by hand where there is none. */
    public Rows repartitioned() {
        if (repartitions) {
            return session.query(sql("by_id"));
        }
        return RepartitionByHand.join(session, JoinTables.SALES, JoinTables.LINES_OF_STATES)
                .run(sql("merge_by_hand"), sql("collect_by_hand")).rows();
    }

    /** What {@link #repartitioned} moves, computed from the rows. */
    ShuffleMatrix moved() {
        Shuffles shuffles = new Shuffles(session);
        return repartitions ? shuffles.repartitionDual(JoinTables.SALES, JoinTables.LINES_OF_STATES)
                : shuffles.repartitionByHand(JoinTables.SALES, JoinTables.LINES_OF_STATES);
    }

    /** The same, both tables fetched to the coordinator first. */
    public Rows pulled() {
        return session.query(sql("pulled"));
    }

    /** Files that Citus's nodes fetch from one another for {@link #repartitioned}; 0 where there is no such join. */
    public int fetches() {
        return repartitions ? new Plans(session).explain(sql("by_id")).fetches() : 0;
    }

    private static String sql(String name) {
        return JoinTables.sql("pair/" + name);
    }

    /** What figures call {@link #repartitioned}. */
    String repartitionName() {
        return repartitions ? JoinStrategy.REPARTITION_DUAL.toString() : "repartition by hand";
    }

    /** Removes the tables, and puts back the setting if it was changed. */
    @Override
    public void close() {
        try (session; var made = tables; var setting = buckets) {
            // each is closed, whatever becomes of the others
        }
    }
}
