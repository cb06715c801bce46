package shardlab.workload;

import java.util.List;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.repartition.RepartitionByHand;
import shardlab.repartition.Side;
import shardlab.sql.Rows;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Made-up sales of any number, with two lines each, to be joined in several ways: {@code sale} is co-located with
 * {@code sale_detail}, {@code sale_by_id} holds the same sales by another column. They live in the schema
 * {@code join_tables} until closed, and the session finds them by their plain names. One session of the cluster has them
 * at a time; others wait.
 */
public final class JoinTables implements AutoCloseable {

    /** As many shards as the cluster makes by itself. */
    static final int DEFAULT_SHARDS = 0;

    /** The side of a repartition that the sales are. */
    static final Side SALES = Side.of("join_tables.sale_by_id", "sale_id").moving("channel");
    /** The side that their lines are. */
    static final Side LINES = Side.of("join_tables.sale_detail", "sale_id").moving("amount");
    /** The same for a question by state. */
    static final Side LINES_OF_STATES = Side.of("join_tables.sale_detail", "sale_id").moving("state", "amount");

    private static final List<String> FILL = List.of("fill", "fill_detail", "fill_by_id");
    private static final List<String> FILL_ALL =
            List.of("fill", "fill_detail", "fill_by_id", "fill_reference", "fill_local");

    private static final String SCHEMA = "join_tables";

    private final Session session;
    private final SchemaLock lock;
    private final long sales;
    private final Progress progress;

    private JoinTables(Session session, long sales, Progress progress) {
        this.session = session;
        this.lock = new SchemaLock(session, SCHEMA);
        this.sales = sales;
        this.progress = progress;
    }

    /**
     * The tables that are joined co-located, repartitioned, and pulled to the coordinator.
     *
     * @param waiting told for whom this waits, if another session has such tables
     */
    static JoinTables make(Session session, long sales, int shards, Progress progress, Progress waiting) {
        return make(new JoinTables(session, sales, progress), shards, false, waiting);
    }

    /** Beside these, the same sales as a reference table, and as a local table of the coordinator. */
    static JoinTables makeAll(Session session, long sales, Progress progress) {
        return make(new JoinTables(session, sales, progress), DEFAULT_SHARDS, true, progress);
    }

    private static JoinTables make(JoinTables tables, int shards, boolean all, Progress waiting) {
        tables.lock.take(waiting);
        Cleaning.ifFails(tables::close, () -> {
            tables.create(shards);
            if (all) {
                tables.createMore();
            }
            tables.fill(all ? FILL_ALL : FILL);
        });
        return tables;
    }

    private void create(int shards) {
        session.execute(sql("tables"));
        session.query(sql("distribute"), "sale", "state", "none", shards);
        session.query(sql("distribute_beside"), "sale_detail", "state", "sale");
        session.query(sql("distribute"), "sale_by_id", "sale_id", "none", shards);
    }

    private void createMore() {
        session.execute(sql("more_tables"));
        session.query(sql("reference"));
    }

    private void fill(List<String> steps) {
        int done = 0;
        for (String step : steps) {
            progress.report("tables of " + sales + " sales", done++, steps.size(), "tables");
            session.update(sql(step), sales);
        }
        session.execute(steps.equals(FILL) ? "analyze sale, sale_detail, sale_by_id"
                : "analyze sale, sale_detail, sale_by_id, sale_reference, sale_local");
        session.query(sql("analyze_shards"));
        progress.report("tables of " + sales + " sales", done, steps.size(), "tables");
    }

    /** The question over {@code sale_by_id}, answered by a repartition by hand. */
    static Rows byHand(Session session) {
        return RepartitionByHand.join(session, SALES, LINES).run(sql("merge_by_hand"), sql("collect_by_hand")).rows();
    }

    /** Removes what an interrupted measurement left; tables that somebody uses now are theirs to remove. */
    public static void drop(Cluster cluster) {
        try (Session session = cluster.session()) {
            var lock = new SchemaLock(session, SCHEMA);
            if (lock.tryTake()) {
                try (Cleaning end = lock::free) {
                    session.execute(sql("drop"));
                }
            }
        }
    }

    static String sql(String name) {
        return SqlFile.read("workload/joins/" + name + ".sql");
    }

    @Override
    public void close() {
        try (Cleaning end = lock::free) {
            session.execute(sql("drop"));
        }
    }
}
