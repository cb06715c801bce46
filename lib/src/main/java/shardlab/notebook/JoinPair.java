package shardlab.notebook;

import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plans;
import shardlab.plan.RepartitionByHand;
import shardlab.plan.Shuffles;
import shardlab.plan.Side;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Made-up sales of any number, with two lines each, that can be joined with their lines in three ways: co-located,
 * repartitioned, and pulled to the coordinator. They live in the schema {@code join_pair} until closed.
 */
public final class JoinPair implements AutoCloseable {

    private static final int MOST_TRIES = 200;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Session session;
    private final boolean repartitions;
    private boolean bucketsChanged;

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

    /**
     * Sets {@code citus.repartition_join_bucket_count_per_node} until closed. No session can set it for itself: it is
     * the coordinator's, read when the configuration is loaded. Without repartition joins there is nothing to set.
     */
    public JoinPair bucketsPerNode(int count) {
        if (repartitions) {
            bucketsChanged = true;
            session.execute(session.format(sql("set_buckets"), count));
            session.query("select pg_reload_conf()");
            waitForBuckets(count);
        }
        return this;
    }

    /** The server reads its configuration a moment after it was told to. */
    private void waitForBuckets(int count) {
        try {
            for (int tries = 0; new Shuffles(session).bucketsPerNode() != count; tries++) {
                if (tries == MOST_TRIES) {
                    throw new LabException("citus.repartition_join_bucket_count_per_node stays as it was",
                            session.server().label(), "asked for " + count, "see the coordinator's log", null);
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("waiting for the coordinator's configuration was stopped", null, null, null, e);
        }
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

    /** Removes the tables, and the setting if it was changed. */
    @Override
    public void close() {
        try (session) {
            if (bucketsChanged) {
                session.execute(sql("reset_buckets"));
                session.query("select pg_reload_conf()");
            }
            session.execute("drop schema if exists join_pair cascade");
        }
    }
}
