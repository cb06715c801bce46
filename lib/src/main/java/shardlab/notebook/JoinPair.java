package shardlab.notebook;

import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plans;
import shardlab.plan.RepartitionByHand;
import shardlab.plan.Side;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Made-up sales of any number, with two lines each, that can be joined with their lines in three ways: co-located,
 * repartitioned, and pulled to the coordinator. They live in the schema {@code join_pair} until closed.
 */
public final class JoinPair implements AutoCloseable {

    private final Session session;
    private final boolean repartitions;

    private JoinPair(Session session, boolean repartitions) {
        this.session = session;
        this.repartitions = repartitions;
    }

    /** Creates and fills the tables, over a session of its own: on a network that was set, open it afterwards. */
    static JoinPair of(Cluster cluster, long sales, int shards) {
        var pair = new JoinPair(cluster.session(), cluster.can(Capability.REPARTITION_JOIN));
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

    /** {@code citus.repartition_join_bucket_count_per_node} from now on. */
    public JoinPair bucketsPerNode(int count) {
        session.query("select set_config('citus.repartition_join_bucket_count_per_node', ?, false)", "" + count);
        return this;
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
        return RepartitionByHand.join(session, Side.of("sale_by_id", "sale_id").moving("channel"),
                Side.of("sale_detail", "sale_id").moving("amount")).run(sql("merge"), sql("collect")).rows();
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
        return SqlFile.read("notebook/joins/" + name + ".sql");
    }

    /** Removes the tables. */
    @Override
    public void close() {
        try (session) {
            session.execute("drop schema if exists join_pair cascade");
        }
    }
}
