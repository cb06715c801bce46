package shardlab.workload;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A session with a thread of its own, so that its statement may wait for another session's while that one goes on. */
final class TransferSession implements AutoCloseable {

    private static final long CANCEL_AGAIN_MILLIS = 50;
    private static final int MOST_TRIES = 400;

    private final Session session;
    private final ExecutorService thread;

    /** @param name of the thread */
    TransferSession(Session session, String name) {
        this.session = session;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            var own = new Thread(work, name);
            own.setDaemon(true);
            return own;
        });
    }

    /** Begins some work; it ends with the error that it met, or with none. */
    Future<Optional<SqlException>> start(Consumer<Session> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                work.accept(session);
                return Optional.empty();
            } catch (SqlException e) {
                return Optional.of(e);
            }
        }, thread);
    }

    /** Does some work and waits for its end; throws the error that it met. */
    void run(Consumer<Session> work) {
        await(start(work), Long.MAX_VALUE).orElseThrow().ifPresent(error -> {
            throw error;
        });
    }

    /**
     * Waits for work, but no longer than said.
     *
     * @return empty if it goes on
     * @throws LabException if this thread is interrupted
     */
    static Optional<Optional<SqlException>> await(Future<Optional<SqlException>> work, long millis) {
        try {
            return Optional.of(work.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException goesOn) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("waiting for a transaction was stopped", null, null, "run it again", e);
        } catch (ExecutionException | CancellationException e) {
            throw new LabException("a transaction ended with an error of this program's own", null,
                    String.valueOf(e.getCause()), null, e);
        }
    }

    /** Asks the server to stop what runs. Safe from any thread. */
    void cancel() {
        session.cancel();
    }

    /** Stops what runs, and closes the session: what it had not committed is rolled back. */
    @Override
    public void close() {
        try (Cleaning end = session::close) {
            Running.undisturbed(this::end);
        }
    }

    private void end() {
        thread.shutdown();
        try {
            for (int tries = 0; tries < MOST_TRIES
                    && !thread.awaitTermination(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS); tries++) {
                session.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
