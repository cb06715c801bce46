package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** One client that writes row after row with a short pause between, until closed. Rows are numbered from where it begins. */
final class SteadyWrites implements AutoCloseable {

    private static final long PAUSE_MILLIS = 4;

    private final TransferSession client;
    private final Future<Optional<SqlException>> running;
    private final List<WriteLatency.Write> writes = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private final long began = System.nanoTime();
    private volatile boolean stopped;

    /** @param statement with two parameters: the value of the distribution column, and the row's number */
    SteadyWrites(Cluster cluster, String statement, String value, long first) {
        client = new TransferSession(cluster.session(), "steady writes");
        running = client.start(session -> write(session, statement, value, first));
    }

    private void write(Session session, String statement, String value, long first) {
        for (long number = first; !stopped; number++) {
            double sent = millis();
            session.update(statement, value, number);
            writes.add(new WriteLatency.Write(sent, millis() - sent));
            count.incrementAndGet();
            pause(PAUSE_MILLIS);
        }
    }

    /** Milliseconds since it began. */
    double millis() {
        return (System.nanoTime() - began) / 1e6;
    }

    /** Waits until so many more writes are acknowledged, or one is refused. */
    void awaitMore(long more) {
        long enough = count.get() + more;
        while (count.get() < enough && !running.isDone()) {
            pause(PAUSE_MILLIS);
        }
    }

    /**
     * Lets it finish the write that it is at.
     *
     * @return all writes
     * @throws SqlException if one was refused
     */
    List<WriteLatency.Write> finish() {
        stopped = true;
        TransferSession.await(running, Long.MAX_VALUE).orElseThrow().ifPresent(error -> {
            throw error;
        });
        return List.copyOf(writes);
    }

    @Override
    public void close() {
        stopped = true;
        client.close();
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("steady writes were stopped", null, null, "run it again", e);
        }
    }
}
