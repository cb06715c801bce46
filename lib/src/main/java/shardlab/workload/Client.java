package shardlab.workload;

import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** One client: a thread with a connection of its own, that sends one prepared statement again and again. */
final class Client implements AutoCloseable {

    private static final long BEFORE_RECONNECT_NANOS = 50_000_000;

    private final Server server;
    private final ClientStatement statement;
    private final int[] places;
    private final SplittableRandom random;
    private Session session;
    private volatile PreparedStatement prepared;
    private volatile boolean stopped;

    Client(Server server, ClientStatement statement, SplittableRandom random) {
        this.server = server;
        this.statement = statement;
        this.places = statement.places();
        this.random = random;
    }

    /** Connects and prepares, which the measurement leaves out. */
    void connect() {
        var settings = new Properties();
        settings.setProperty("prepareThreshold", "1");
        session = Session.open(server, settings);
        try {
            prepared = session.jdbc().prepareStatement(statement.jdbc());
        } catch (SQLException e) {
            throw new SqlException(server, statement.sql(), e);
        }
    }

    /** Runs statements until the tally has enough, or somebody stops it. */
    void run(Pace pace, Tally tally) {
        while (!stopped && tally.wantsMore()) {
            long intended = pace.next();
            if (tally.asksForCpu()) {
                tally.cpuBegins(cpu());
            }
            try {
                once();
                tally.done(intended, System.nanoTime());
            } catch (SQLException e) {
                failed(e, tally);
            }
        }
        tally.cpuEnds(cpu());
    }

    private void once() throws SQLException {
        if (prepared == null) {
            reconnect();
        }
        long[] values = statement.draw(random);
        for (int i = 0; i < places.length; i++) {
            prepared.setObject(i + 1, Long.toString(values[places[i]]), Types.OTHER);
        }
        prepared.execute();
    }

    /** What the server refuses is counted; a connection that is gone is opened anew. */
    private void failed(SQLException e, Tally tally) {
        if (stopped) {
            return;
        }
        tally.failed(e.getSQLState(), System.nanoTime());
        if (prepared == null || !session.isAlive() || !rolledBack()) {
            prepared = null;
            LockSupport.parkNanos(BEFORE_RECONNECT_NANOS);
        }
    }

    /** What is sent may be a transaction of several statements: one that failed in the middle is open still. */
    private boolean rolledBack() {
        try {
            var connection = session.jdbc().unwrap(PgConnection.class);
            if (connection.getTransactionState() != TransactionState.IDLE) {
                connection.execSQLUpdate("rollback");
            }
            return true;
        } catch (SQLException serverGone) {
            return false;
        }
    }

    private void reconnect() throws SQLException {
        try {
            close();
            connect();
        } catch (SqlException e) {
            throw (SQLException) e.getCause();
        }
    }

    private static long cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    /** Ends it soon, a statement that runs now too. Safe from any thread. */
    void stop() {
        stopped = true;
        var running = prepared;
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException serverGone) {
            // the client's own thread learns it from the same server
            stopped = true;
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
