package shardlab.workload;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import shardlab.LabException;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** The client's side of a transfer, step by step; it goes on to its end or to its first error, whatever crashes. */
final class CrashTransfer implements AutoCloseable {

    /** Steps until the transaction has begun, has done its part on one worker, on both. */
    static final int BEGUN = 1;
    static final int TAKEN = 2;
    static final int GIVEN = 3;

    private static final int PATIENCE_SECONDS = 120;

    private final Session session;
    private final long backend;
    private final List<Runnable> steps;
    private int done;
    private CompletableFuture<Optional<SqlException>> end;

    private CrashTransfer(Session session, Runnable take, Runnable give) {
        this.session = session;
        this.backend = session.query(CrashWatch.sql("backend")).singleNumber();
        this.steps = List.of(() -> session.execute("begin"), take, give, () -> session.execute("commit"));
    }

    static CrashTransfer of(Session session, TransferPair pair, long amount) {
        return new CrashTransfer(session, () -> take(session, pair, amount), () -> give(session, pair, amount));
    }

    /** Written down beside both accounts. */
    static CrashTransfer recorded(Session session, int number, TransferPair pair, long amount) {
        return new CrashTransfer(session, () -> {
            take(session, pair, amount);
            session.update(TransferTables.sql("record"), pair.fromBranch(), number, pair.fromId(), -amount);
        }, () -> {
            give(session, pair, amount);
            session.update(TransferTables.sql("record"), pair.toBranch(), number, pair.toId(), amount);
        });
    }

    private static void take(Session session, TransferPair pair, long amount) {
        session.update(TransferTables.sql("take"), amount, pair.fromBranch(), pair.fromId());
    }

    private static void give(Session session, TransferPair pair, long amount) {
        session.update(TransferTables.sql("give"), amount, pair.toBranch(), pair.toId());
    }

    /** The process on the coordinator that does it. */
    long backend() {
        return backend;
    }

    void upTo(int step) {
        while (done < step) {
            steps.get(done++).run();
        }
    }

    /** Goes on by itself from where it is. */
    void goOn() {
        if (end == null) {
            end = CompletableFuture.supplyAsync(this::toTheEnd, work -> new Thread(work, "transfer").start());
        }
    }

    private Optional<SqlException> toTheEnd() {
        try {
            upTo(steps.size());
            return Optional.empty();
        } catch (SqlException crashed) {
            return Optional.of(crashed);
        }
    }

    /** Waits for the end; the error that the client was told, or none if it was told that the transfer is committed. */
    Optional<SqlException> answer() {
        goOn();
        try {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a transaction waited for its end", null, null, "run it again", e);
        } catch (TimeoutException e) {
            throw new LabException("a transaction that something crashed in has not ended", session.server().label(),
                    PATIENCE_SECONDS + " s", "./lab status, ./lab up", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends its session; one that the crash ended is no error. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }
}
