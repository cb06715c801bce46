package shardlab.workload;

import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plans;
import shardlab.repartition.RepartitionByHand;
import shardlab.repartition.ShuffleMatrix;
import shardlab.repartition.Shuffles;
import shardlab.repartition.Side;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Made-up sales of any number, with two lines each, that can be joined with their lines in three ways: co-located,
 * repartitioned, and pulled to the coordinator. They live in the schema {@code join_pair} until closed.
 */
public final class JoinPair implements AutoCloseable {

    private static final Side SALES = Side.of("sale_by_id", "sale_id").moving("channel");
    private static final Side LINES = Side.of("sale_detail", "sale_id").moving("amount");

    private final Session session;
    private final boolean repartitions;
    private final boolean ours;
    private BucketsPerNode buckets;

    private JoinPair(Session session, boolean repartitions, boolean ours) {
        this.session = session;
        this.repartitions = repartitions;
        this.ours = ours;
    }

    /** Creates and fills the tables, over a session of its own: on a network that was set, open it afterwards. */
    static JoinPair of(Cluster cluster, long sales, int shards) {
        var pair = new JoinPair(cluster.session(), cluster.can(Capability.REPARTITION_JOIN), cluster.ownsServers());
        try {
            pair.create(sales, shards);
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private void create(long sales, int shards) {
        session.execute(sql("tables"));
        session.query(sql("distribute"), "sale", "state", "none", shards);
        session.query(sql("distribute_beside"), "sale_detail", "state", "sale");
        session.query(sql("distribute"), "sale_by_id", "sale_id", "none", shards);
        session.update(sql("fill_sale"), sales);
        session.update(sql("fill_sale_detail"), sales);
        session.update(sql("fill_sale_by_id"), sales);
        session.execute("analyze sale, sale_detail, sale_by_id");
        session.execute("set citus.enable_repartition_joins to on");
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
            buckets = new BucketsPerNode(session);
        }
        buckets.set(count);
    }

    /** Amount by channel, each sale joined where its lines are. */
    public Rows colocated() {
        return session.query(sql("colocated"));
    }

    /** The same from sales that are elsewhere: by Citus's dual repartition join, or by hand where there is none. */
    public Rows repartitioned() {
        if (repartitions) {
            return session.query(sql("by_id"));
        }
        return RepartitionByHand.join(session, SALES, LINES).run(sql("merge"), sql("collect")).rows();
    }

    /** What {@link #repartitioned} moves, computed from the rows. */
    ShuffleMatrix moved() {
        Shuffles shuffles = new Shuffles(session);
        return repartitions ? shuffles.repartitionDual(SALES, LINES) : shuffles.repartitionByHand(SALES, LINES);
    }

    /** The same, both tables fetched to the coordinator first. */
    public Rows pulled() {
        return session.query(sql("pulled"));
    }

    /** Files that Citus's nodes fetch from one another for {@link #repartitioned}; 0 where there is no such join. */
    public int fetches() {
        return repartitions ? new Plans(session).explain(sql("by_id")).fetches() : 0;
    }

    /** What figures call {@link #repartitioned}. */
    String repartitionName() {
        return repartitions ? JoinStrategy.REPARTITION_DUAL.toString() : "repartition by hand";
    }

    private static String sql(String name) {
        return SqlFile.read("workload/pair/" + name + ".sql");
    }

    /** Removes the tables, and puts back the setting if it was changed. */
    @Override
    public void close() {
        try (session; var setting = buckets) {
            session.execute(sql("drop"));
        }
    }
}
