package shardlab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.sql.Result;
import shardlab.sql.Session;

/**
 * Runs a repartition join and listens where Citus puts its merge tasks: it says so at debug level 3, and nowhere else.
 *
 * @param rows  the join's answer and what the server said
 * @param nodes the node of each bucket, from the first
 */
public record MergeTasks(Result rows, List<String> nodes) {

    private static final Pattern ASSIGNED = Pattern.compile("assigned task \\d+ to node (\\S+)");
    private static final long ALL_ROWS = Long.MAX_VALUE;

    /**
     * Runs the statement.
     *
     * @param coordinator a session whose settings allow repartition joins
     * @throws LabException if the statement has no merge tasks
     */
    public static MergeTasks of(Session coordinator, String sql) {
        int mergeTasks = new Plans(coordinator).explain(sql).taskCount();
        Catalog catalog = Catalog.of(coordinator);
        String level = coordinator.query("show client_min_messages").singleText();
        coordinator.execute("set client_min_messages to debug3");
        try {
            Result result = coordinator.run(sql, ALL_ROWS);
            return new MergeTasks(result, nodes(result, catalog, mergeTasks));
        } finally {
            coordinator.execute("set client_min_messages to " + level);
        }
    }

    /** The map tasks are assigned first, the tasks that join the buckets last. */
    private static List<String> nodes(Result result, Catalog catalog, int mergeTasks) {
        List<String> assigned = new ArrayList<>();
        for (Result.Notice notice : result.notices()) {
            Matcher matcher = ASSIGNED.matcher(notice.text());
            if (matcher.find()) {
                assigned.add(catalog.name(matcher.group(1)));
            }
        }
        if (assigned.size() <= mergeTasks) {
            throw new LabException("this statement has no merge tasks", null, assigned.size() + " tasks were assigned",
                    "allow repartition joins: set citus.enable_repartition_joins to on", null);
        }
        return List.copyOf(assigned.subList(assigned.size() - mergeTasks, assigned.size()));
    }
}
