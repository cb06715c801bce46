package shardlab.plan;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import shardlab.LabException;
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
     * statement's times. Changes are rolled back, and a transaction that is open stays open.
     */
    public Plan explainAnalyze(String sql, Object... parameters) {
        return explained("explain (format json, verbose, analyze) ", sql, parameters);
    }

    /**
     * Whether Citus plans a statement by its fast path, which skips most of the planner. No EXPLAIN tells; Citus says
     * so at debug level 2. Always false on an engine without that path.
     */
    public boolean fastPath(String sql, Object... parameters) {
        return undone(() -> {
            set("client_min_messages", "debug2");
            return coordinator.run("explain " + sql, 0, parameters).notices().stream()
                    .anyMatch(notice -> FAST_PATH.matcher(notice.text()).find());
        });
    }

    private Plan explained(String prefix, String sql, Object... parameters) {
        String json = undone(() -> {
            set("citus.explain_all_tasks", "on");
            return coordinator.query(prefix + sql, parameters).singleText();
        });
        return new PlanReader(Catalog.of(coordinator)).read(json);
    }

    /** Asks in a transaction, or a part of the one that is open, that takes settings and changes back. */
    private <T> T undone(Supplier<T> question) {
        var answer = new AtomicReference<T>();
        var rollBack = new RollBack();
        try {
            coordinator.transaction(() -> {
                answer.set(question.get());
                throw rollBack;
            });
        } catch (RollBack e) {
            rollBack.requireClean();
        }
        return answer.get();
    }

    private void set(String name, String value) {
        coordinator.query(SqlFile.read("plan/set.sql"), name, value);
    }

    /** Ends a transaction on purpose. */
    private static final class RollBack extends RuntimeException {

        /** What went wrong in rolling back is an error of its own. */
        void requireClean() {
            if (getSuppressed().length > 0) {
                throw new LabException("The question could not be taken back", null, getSuppressed()[0].getMessage(),
                        "run the cell again; the session connects anew", getSuppressed()[0]);
            }
        }
    }
}
