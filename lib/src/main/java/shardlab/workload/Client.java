package shardlab.workload;

import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.SplittableRandom;

/** One client: a thread that sends one prepared statement again and again. */
final class Client implements AutoCloseable {

    private final Lender lender;
    private final ClientStatement statement;
    private final int[] places;
    private final SplittableRandom random;
    private volatile PreparedStatement running;
    private volatile boolean stopped;

    Client(Lender lender, ClientStatement statement, SplittableRandom random) {
        this.lender = lender;
        this.statement = statement;
        this.places = statement.places();
        this.random = random;
    }

    /** Connects and prepares, which the measurement leaves out. */
    void connect() {
        lender.open();
    }

    /** Runs statements until the tally has enough, or somebody stops it. */
    void run(Pace pace, Tally tally) {
        while (!stopped && tally.wantsMore()) {
            long intended = pace.next();
            if (tally.asksForCpu()) {
                tally.cpuBegins(cpu());
            }
            try {
                long waited = once();
                tally.done(intended, System.nanoTime(), waited);
            } catch (SQLException e) {
                if (!stopped) {
                    tally.failed(e.getSQLState(), System.nanoTime());
                }
            }
        }
        tally.cpuEnds(cpu());
    }

    /** Returns how long it waited for a connection, in nanoseconds. */
    private long once() throws SQLException {
        long asked = System.nanoTime();
        try {
            running = lender.take();
            long taken = System.nanoTime();
            send(running);
            lender.give(false);
            return taken - asked;
        } catch (SQLException e) {
            giveBackAfter(e);
            throw e;
        } finally {
            running = null;
        }
    }

    private void giveBackAfter(SQLException e) {
        try {
            lender.give(true);
        } catch (SQLException connectionGone) {
            e.addSuppressed(connectionGone);
        }
    }

    private void send(PreparedStatement prepared) throws SQLException {
        long[] values = statement.draw(random);
        for (int i = 0; i < places.length; i++) {
            prepared.setObject(i + 1, Long.toString(values[places[i]]), Types.OTHER);
        }
        if (!stopped) {
            prepared.execute();
        }
    }

    private static long cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    /** Ends it soon, a statement that runs now too. Safe from any thread. */
    void stop() {
        stopped = true;
        var now = running;
        try {
            if (now != null) {
                now.cancel();
            }
        } catch (SQLException serverGone) {
            // the client's own thread learns it from the same server
            stopped = true;
        }
    }

    @Override
    public void close() {
        lender.close();
    }
}
