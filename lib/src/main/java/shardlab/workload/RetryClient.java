package shardlab.workload;

import java.util.Optional;
import java.util.concurrent.Future;
import shardlab.LabException;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A client that makes one payment, step by step, and tries again until it is told that it was made. */
final class RetryClient implements AutoCloseable {

    private static final int MOST_TRIES = 200;
    private static final long BETWEEN_TRIES_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 120_000;

    private final RetryWay way;
    private final String state;
    private final long request;
    private final long backend;
    private final TransferSession session;
    private Future<Optional<SqlException>> end;

    RetryClient(Session session, RetryWay way, String state, long request) {
        this.way = way;
        this.state = state;
        this.request = request;
        this.backend = session.query(CrashWatch.sql("backend")).singleNumber();
        this.session = new TransferSession(session, "payment");
    }

    RetryWay way() {
        return way;
    }

    /** The process on the coordinator that does it. */
    long backend() {
        return backend;
    }

    /** Up to the commit, and waits. */
    void write() {
        session.run(each -> {
            each.execute("begin");
            each.update(way.sql(), state, request);
        });
    }

    /** The commit alone, which may wait. */
    void commit() {
        end = session.start(each -> each.execute("commit"));
    }

    /** All of it, which may wait. */
    void pay() {
        end = session.start(each -> {
            each.execute("begin");
            each.update(way.sql(), state, request);
            each.execute("commit");
        });
    }

    /** What the client was told; empty if that was that the payment is made. */
    Optional<SqlException> told() {
        return TransferSession.await(end, PATIENCE_MILLIS).orElseThrow(() -> new LabException(
                "a payment whose node was lost has not ended", way.table(), PATIENCE_MILLIS / 1000 + " s",
                "./lab status, ./lab up", null));
    }

    /** Tries again by sessions of its own, until it is told that the payment is made. */
    void tryAgain(CrashSite site) {
        for (int tries = 1; !paid(site); tries++) {
            if (tries == MOST_TRIES) {
                throw new LabException("a payment could not be made again", way.table(), tries + " tries",
                        "./lab status, ./lab up", null);
            }
            pause();
        }
    }

    private boolean paid(CrashSite site) {
        try (Session again = site.client()) {
            again.transaction(() -> again.update(way.sql(), state, request));
            return true;
        } catch (SqlException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a payment was tried again", null, null, "run it again", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }
}
