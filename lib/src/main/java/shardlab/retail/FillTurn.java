package shardlab.retail;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;

/**
 * Who fills tables of a cluster now: a few at once, however many begin to learn at the same minute. Each fills by many
 * connections, and the thirty of a class together would find no server that answers in time.
 */
record FillTurn(Session session) {

    static final int AT_ONCE = 3;

    private static final long LOOK_MILLIS = 300;
    private static final long NANOS = 1_000_000_000;

    /** Waits for a turn, and tells so; does the work, and lets the next one begin. */
    <T> T holding(Progress progress, Supplier<T> work) {
        SchemaLock turn = take(progress);
        try (Cleaning end = turn::free) {
            return work.get();
        }
    }

    private SchemaLock take(Progress progress) {
        long began = System.nanoTime();
        Optional<SchemaLock> turn = free();
        while (turn.isEmpty()) {
            progress.report("waiting for one of " + AT_ONCE + " who fill their tables on this cluster",
                    (System.nanoTime() - began) / NANOS, -1, "seconds");
            pause();
            turn = free();
        }
        return turn.get();
    }

    private Optional<SchemaLock> free() {
        return IntStream.rangeClosed(1, AT_ONCE).mapToObj(number -> new SchemaLock(session, "turn to fill " + number))
                .filter(SchemaLock::tryTake).findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for a turn to fill the tables", null, null, "run it again", e);
        }
    }
}
