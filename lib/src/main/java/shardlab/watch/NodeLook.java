package shardlab.watch;

import java.util.List;

/**
 * What one node did at one moment.
 *
 * @param node      its name
 * @param trouble   why it could not be asked; empty if it answered
 * @param clients   connections of clients
 * @param fromNodes connections of other nodes
 * @param sessions  those that are not idle
 * @param taken     when it was asked and had answered
 */
public record NodeLook(String node, String trouble, long clients, long fromNodes, List<SessionLook> sessions,
        Taken taken) {

    /** Keeps the sessions as they are now. */
    public NodeLook {
        sessions = List.copyOf(sessions);
    }

    static NodeLook silent(String node, String trouble) {
        return new NodeLook(node, trouble, 0, 0, List.of(), Taken.now());
    }

    /** True if it answered. */
    public boolean answers() {
        return trouble.isEmpty();
    }

    /** Sessions with a statement that runs, those that wait for a lock included. */
    public long active() {
        return sessions.stream().filter(SessionLook::active).count();
    }

    /** Sessions that wait for a lock. */
    public long waiting() {
        return sessions.stream().filter(SessionLook::waits).count();
    }

    /** Sessions that have begun a transaction and do nothing. */
    public long idleInTransaction() {
        return sessions.stream().filter(SessionLook::idleInTransaction).count();
    }
}
