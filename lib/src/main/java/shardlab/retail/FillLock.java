package shardlab.retail;

import java.util.Optional;
import java.util.function.Supplier;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The one lock of the data in a schema, from the first {@code create table} to the last row: whoever makes, fills or
 * removes the data holds it, on its own session. Who has to wait is told for whom.
 */
final class FillLock {

    private static final long LOOK_MILLIS = 200;
    private static final long NANOS = 1_000_000_000;

    private final Session session;
    private final String schema;

    /** @param session on the coordinator; the lock is this session's */
    FillLock(Session session, String schema) {
        this.session = session;
        this.schema = schema;
    }

    /** Waits for the lock, does the work, and frees the lock. What goes wrong in freeing it hides no other error. */
    <T> T holding(Progress progress, Supplier<T> work) {
        await(progress);
        try (Cleaning end = this::free) {
            return work.get();
        }
    }

    private void await(Progress progress) {
        long began = System.nanoTime();
        while (!session.query(SqlFile.read("retail/load/lock.sql"), schema).row(0).truth("taken")) {
            holder().ifPresent(who -> progress.report("waiting for " + who, (System.nanoTime() - began) / NANOS, -1,
                    "seconds"));
            pause();
        }
    }

    private Optional<String> holder() {
        return session.query(SqlFile.read("retail/load/lock_holder.sql"), schema).stream()
                .map(row -> row.text("application") + " at " + row.text("address") + " (server process "
                        + row.integer("backend") + "), which fills the schema " + schema).findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for another fill of the data", null, null, "run it again", e);
        }
    }

    private void free() {
        session.query(SqlFile.read("retail/load/unlock.sql"), schema);
    }
}
