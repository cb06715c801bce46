package shardlab.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows each wait on a node to the sessions that clients have begun, of which no server knows more than its part. A wait
 * whose beginning is younger than the look at the node where it began is left to the next look: until then nobody could
 * tell the client's session from the connection that works for it.
 */
final class Waits {

    private static final long NODE = SessionReader.NODE;

    private final Map<Long, SessionLook> begun = new HashMap<>();
    private final Map<String, WaitLook> waits = new LinkedHashMap<>();
    private final Map<Long, NodeLook> nodes = new HashMap<>();

    private Waits(Map<Long, NodeLook> nodesById) {
        nodes.putAll(nodesById);
        nodes.values().forEach(node -> node.sessions().stream().filter(session -> !session.fromNode())
                .forEach(session -> begun.put(session.worksFor(), session)));
    }

    /** @param nodes what was seen of each node, by the node's id */
    static List<WaitLook> of(Map<Long, NodeLook> nodes) {
        var waits = new Waits(nodes);
        nodes.values().forEach(waits::on);
        return List.copyOf(waits.waits.values());
    }

    /** Of pairs that the coordinator has put together, where nobody else could be asked. */
    static List<WaitLook> ofPairs(Map<Long, NodeLook> nodes, List<List<Long>> pairs) {
        var waits = new Waits(nodes);
        for (List<Long> pair : pairs) {
            SessionLook waiting = waits.begun.get(pair.get(0));
            if (waiting != null) {
                waits.add("a node", waiting, waits.begun.getOrDefault(pair.get(1), unseen("a node", pair.get(1) % NODE)));
            }
        }
        return List.copyOf(waits.waits.values());
    }

    private void on(NodeLook node) {
        for (SessionLook session : node.sessions()) {
            for (long blocker : session.blockers()) {
                SessionLook there = node.sessions().stream().filter(each -> each.pid() == blocker).findFirst()
                        .orElseGet(() -> unseen(node.node(), blocker));
                if (!tooYoung(session, node) && !tooYoung(there, node)) {
                    add(node.node(), beginning(session), beginning(there));
                }
            }
        }
    }

    private void add(String node, SessionLook waiting, SessionLook blocking) {
        if (waiting.worksFor() != blocking.worksFor()) {
            waits.putIfAbsent(waiting.worksFor() + " " + blocking.worksFor(), new WaitLook(node, waiting, blocking));
        }
    }

    private boolean tooYoung(SessionLook session, NodeLook seen) {
        NodeLook beginning = nodes.get(session.worksFor() / NODE);
        return session.fromNode() && !begun.containsKey(session.worksFor()) && beginning != null && beginning.answers()
                && !beginning.taken().after(seen.taken(), session.inTransaction());
    }

    private SessionLook beginning(SessionLook session) {
        return begun.getOrDefault(session.worksFor(), session);
    }

    /** Process 0 stands for a prepared transaction, which no session holds. */
    private static SessionLook unseen(String node, long pid) {
        return new SessionLook(node, pid, -pid - 1, false, pid == 0 ? "a prepared transaction" : "unseen", false,
                Duration.ZERO, Duration.ZERO, "", List.of());
    }
}
