package shardlab.workload;

import java.util.List;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The tables of {@code ./lab bench joins}, at one size, in a schema of their own. */
public final class JoinTables implements AutoCloseable {

    private static final List<String> DECLARE = List.of("distribute", "distribute_detail", "distribute_by_id", "reference");
    private static final List<String> FILL =
            List.of("fill", "fill_detail", "fill_by_id", "fill_reference", "fill_local");

    private static final String DROP = "drop schema if exists bench_joins cascade";

    private final Session session;

    /** Creates and fills them; the session finds them by their plain names. */
    JoinTables(Session session, long sales, Progress progress) {
        this.session = session;
        try {
            make(sales, progress);
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private void make(long sales, Progress progress) {
        session.execute(sql("tables"));
        DECLARE.forEach(step -> session.query(sql(step)));
        int done = 0;
        for (String step : FILL) {
            progress.report("tables of " + sales + " sales", done++, FILL.size(), "tables");
            session.update(sql(step), sales);
        }
        session.execute("analyze sale, sale_detail, sale_by_id, sale_reference, sale_local");
        progress.report("tables of " + sales + " sales", done, FILL.size(), "tables");
    }

    private void closeAfter(Throwable why) {
        try {
            close();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Removes what an interrupted measurement left. */
    public static void drop(Cluster cluster) {
        try (Session session = cluster.session()) {
            session.execute(DROP);
        }
    }

    static String sql(String name) {
        return SqlFile.read("workload/joins/" + name + ".sql");
    }

    @Override
    public void close() {
        session.execute(DROP);
    }
}
