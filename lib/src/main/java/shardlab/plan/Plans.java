package shardlab.plan;

import java.util.regex.Pattern;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Asks a coordinator how it would run a statement. Nothing is timed here. */
public final class Plans {

    private static final Pattern FAST_PATH = Pattern.compile("fast-path router", Pattern.CASE_INSENSITIVE);

    private final Session coordinator;

    /** @param coordinator a session on the coordinator; its settings count, {@code citus.enable_repartition_joins} say */
    public Plans(Session coordinator) {
        this.coordinator = coordinator;
    }

    /** The plan, with the plans of all tasks, without running the statement. */
    public Plan explain(String sql, Object... parameters) {
        return explained("explain (format json, verbose) ", sql, parameters);
    }

    /**
     * The plan with rows and bytes counted, which runs the statement, one task after the other: its times are not the
     * statement's times. Changes are rolled back.
     */
    public Plan explainAnalyze(String sql, Object... parameters) {
        Plan[] plan = new Plan[1];
        var rollback = new RollBack();
        try {
            coordinator.transaction(() -> {
                plan[0] = explained("explain (format json, verbose, analyze) ", sql, parameters);
                throw rollback;
            });
        } catch (RollBack e) {
            if (e != rollback) {
                throw e;
            }
        }
        return plan[0];
    }

    /**
     * Whether Citus plans a statement by its fast path, which skips most of the planner. No EXPLAIN tells; Citus says
     * so at debug level 2. Always false on an engine without that path.
     */
    public boolean fastPath(String sql, Object... parameters) {
        String level = coordinator.query("show client_min_messages").singleText();
        set("client_min_messages", "debug2");
        try {
            return coordinator.run("explain " + sql, 0, parameters).notices().stream()
                    .anyMatch(notice -> FAST_PATH.matcher(notice.text()).find());
        } finally {
            set("client_min_messages", level);
        }
    }

    private Plan explained(String prefix, String sql, Object... parameters) {
        String before = coordinator.query(SqlFile.read("plan/explain_all_tasks.sql")).singleText();
        set("citus.explain_all_tasks", "on");
        try {
            String json = coordinator.query(prefix + sql, parameters).singleText();
            return new PlanReader(Catalog.of(coordinator)).read(json);
        } finally {
            set("citus.explain_all_tasks", before);
        }
    }

    private void set(String name, String value) {
        coordinator.query(SqlFile.read("plan/set.sql"), name, value);
    }

    private static final class RollBack extends RuntimeException {
    }
}
