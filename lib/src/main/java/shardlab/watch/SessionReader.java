package shardlab.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import shardlab.cluster.Node;
import shardlab.sql.Rows;

/** Reads what {@code watch/activity.sql} tells of a node. */
final class SessionReader {

    /** A global process id is a node's id with so many noughts, and a process's id there. */
    static final long NODE = 10_000_000_000L;

    private final Node node;
    private final int coordinatorId;

    /** @param coordinatorId the coordinator's node id */
    SessionReader(Node node, int coordinatorId) {
        this.node = node;
        this.coordinatorId = coordinatorId;
    }

    NodeLook look(List<Rows.Row> rows, Taken taken) {
        Rows.Row first = rows.get(0);
        return new NodeLook(node.name(), "", first.number("clients"), first.number("from_nodes"),
                rows.stream().filter(row -> row.get("pid") != null).map(this::session).toList(), taken);
    }

    private SessionLook session(Rows.Row row) {
        long pid = row.number("pid");
        boolean fromNode = row.get("works_for") != null || row.get("works_for_coordinator") != null;
        long worksFor = row.get("works_for") != null ? row.number("works_for")
                : row.get("works_for_coordinator") != null ? coordinatorId * NODE + row.number("works_for_coordinator")
                : node.nodeId() * NODE + pid;
        return new SessionLook(node.name(), pid, worksFor, fromNode, row.text("state"), row.truth("waits"),
                millis(row, "state_millis"), millis(row, "transaction_millis"),
                Objects.requireNonNullElse(row.text("query"), ""), blockers(row));
    }

    private static Duration millis(Rows.Row row, String column) {
        return row.get(column) == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, row.number(column)));
    }

    private static List<Long> blockers(Rows.Row row) {
        String text = row.text("blockers");
        return text == null || text.isBlank() ? List.of() : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }
}
