package shardlab.sql;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements that run now, in all sessions of this process. A thread that waits for a server does not notice
 * {@link Thread#interrupt()}; whoever watches calls {@link #cancelInterrupted}, the server stops the statement, and
 * the statement's own thread leaves with the error.
 */
public final class Running {

    private static final String QUERY_CANCELED = "57014";
    private static final Map<Session, Entry> NOW = new ConcurrentHashMap<>();

    private static final Set<Thread> UNDISTURBED = ConcurrentHashMap.newKeySet();

    private static final class Entry {
        private final Thread thread = Thread.currentThread();
        private volatile boolean cancelled;
    }

    private Running() {
    }

    /** Cancels each statement whose thread was interrupted since it began; harmless if there is none. */
    public static void cancelInterrupted() {
        NOW.forEach((session, entry) -> {
            if (entry.thread.isInterrupted() && !UNDISTURBED.contains(entry.thread)) {
                entry.cancelled = true;
                cancel(session);
            }
        });
    }

    /** True if a statement runs in any session of this process. */
    public static boolean any() {
        return !NOW.isEmpty();
    }

    /** Does work that must be done to its end: an interruption, come or to come, waits until then. */
    public static void undisturbed(Runnable work) {
        boolean interrupted = Thread.interrupted();
        UNDISTURBED.add(Thread.currentThread());
        try {
            work.run();
        } finally {
            UNDISTURBED.remove(Thread.currentThread());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void begin(Session session) {
        NOW.put(session, new Entry());
    }

    static void end(Session session) {
        NOW.remove(session);
    }

    static boolean holds(Session session) {
        return NOW.containsKey(session);
    }

    /** An interruption that has stopped a statement is delivered: what cleans up after it may use its session. */
    static void failed(Session session, SQLException e) {
        Entry entry = NOW.get(session);
        if (entry != null && entry.cancelled && QUERY_CANCELED.equals(e.getSQLState())) {
            Thread.interrupted();
        }
    }

    private static void cancel(Session session) {
        try {
            session.cancel();
        } catch (SqlException serverGone) {
            // the statement's own thread learns it from the same server, and says it
            NOW.remove(session);
        }
    }
}
