package shardlab.watch;

import java.time.Duration;
import java.util.List;

/**
 * A session that was not idle.
 *
 * @param node          the name of its node
 * @param pid           its process there
 * @param worksFor      the global process id of the session that it works for: its own where a client began it
 * @param fromNode      true if another node began it
 * @param state         as {@code pg_stat_activity} has it
 * @param waits         true if it waits for a lock
 * @param stateFor      since when it is in this state, or its statement runs
 * @param inTransaction how long its transaction is open
 * @param query         what runs, or ran last
 * @param blockers      processes of the same node that it waits for
 */
public record SessionLook(String node, long pid, long worksFor, boolean fromNode, String state, boolean waits,
        Duration stateFor, Duration inTransaction, String query, List<Long> blockers) {

    /** Keeps the blockers as they are now. */
    public SessionLook {
        blockers = List.copyOf(blockers);
    }

    /** True while a statement runs. */
    public boolean active() {
        return state.equals("active") || state.equals("fastpath function call");
    }

    /** True if it has begun a transaction and does nothing. */
    public boolean idleInTransaction() {
        return state.startsWith("idle in transaction");
    }

    /** What it does and for how long, such as {@code idle in transaction for 31 s}. */
    public String doing() {
        return state + " for " + LookText.seconds(stateFor);
    }
}
