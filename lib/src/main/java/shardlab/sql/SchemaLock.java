package shardlab.sql;

import java.util.Optional;
import java.util.function.Supplier;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;

/**
 * The one lock of the tables that the lab makes in a schema, from the first {@code create table} on: whoever makes, fills
 * or removes them holds it, on its own session. Who has to wait is told for whom. When the session ends, however it ends,
 * the server frees the lock.
 */
public final class SchemaLock {

    private static final long LOOK_MILLIS = 200;
    private static final long NANOS = 1_000_000_000;

    private final Session session;
    private final String schema;

    /** A lock that nobody holds yet; {@code session}, on the coordinator, will. */
    public SchemaLock(Session session, String schema) {
        this.session = session;
        this.schema = schema;
    }

    /** Waits for the lock, does the work, and frees the lock. What goes wrong in freeing it hides no other error. */
    public <T> T holding(Progress progress, Supplier<T> work) {
        take(progress);
        try (Cleaning end = this::free) {
            return work.get();
        }
    }

    /**
     * Waits until the lock is this session's.
     *
     * @param progress told who has it, and for how many seconds this has waited
     * @throws LabException if it was interrupted
     */
    public void take(Progress progress) {
        long began = System.nanoTime();
        while (!tryTake()) {
            holder().ifPresent(who -> progress.report("waiting for " + who, (System.nanoTime() - began) / NANOS, -1,
                    "seconds"));
            pause();
        }
    }

    /** Takes the lock if nobody else has it; true if it is this session's now. */
    public boolean tryTake() {
        return session.query(SqlFile.read("sql/lock.sql"), schema).row(0).truth("taken");
    }

    /** Gives it back. */
    public void free() {
        session.query(SqlFile.read("sql/unlock.sql"), schema);
    }

    private Optional<String> holder() {
        return session.query(SqlFile.read("sql/lock_holder.sql"), schema).stream()
                .map(row -> row.text("application") + " at " + row.text("address") + " (server process "
                        + row.integer("backend") + "), which has the tables of the schema " + schema).findFirst();
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for the tables of the schema " + schema, null, null,
                    "run it again", e);
        }
    }
}
