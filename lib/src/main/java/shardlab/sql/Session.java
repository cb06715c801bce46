package shardlab.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import shardlab.ThisProcess;

/**
 * One connection to one server. Statements run one at a time and commit by themselves unless they run inside
 * {@link #transaction}. Every failure is an {@link SqlException} that carries the statement.
 *
 * <p>Only {@link #cancel} may be called from another thread.
 */
public final class Session implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    private final Server server;
    private final Connection connection;
    private final Transaction transaction;
    private volatile Statement running;

    private Session(Server server, Connection connection) {
        this.server = server;
        this.connection = connection;
        this.transaction = new Transaction(connection);
    }

    /**
     * Connects.
     *
     * @throws SqlException if the server does not answer or refuses the login
     */
    public static Session open(Server server) {
        return open(server, new Properties());
    }

    /**
     * Connects with settings of the JDBC driver, such as {@code prepareThreshold} or {@code ApplicationName}; they win
     * over the server's own options.
     *
     * @throws SqlException if the server does not answer or refuses the login
     */
    public static Session open(Server server, Properties driverSettings) {
        Properties all = new Properties();
        all.setProperty("user", server.user());
        all.setProperty("password", server.password());
        all.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        all.setProperty("ApplicationName", "shardlab " + ThisProcess.name());
        // the driver would switch to binary values in the middle, and write some of them otherwise than the server
        all.setProperty("binaryTransfer", "false");
        all.putAll(Login.options(server));
        all.putAll(driverSettings);
        try {
            return new Session(server, new Driver().connect(server.jdbcUrl(), all));
        } catch (SQLException e) {
            throw new SqlException(server, null, e);
        }
    }

    /** Prepares the session for its work; if that fails, closes it. Returns it. */
    public Session prepared(Consumer<Session> work) {
        try {
            work.accept(this);
            return this;
        } catch (RuntimeException | Error e) {
            try {
                close();
            } catch (SqlException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** The server at the other end. */
    public Server server() {
        return server;
    }

    /** The JDBC connection itself, for what this class has no word for. */
    public Connection jdbc() {
        return connection;
    }

    /** Runs one statement and returns its rows; parameters are bound to {@code ?} in order. */
    public Rows query(String sql, Object... parameters) {
        return bound(sql, parameters, statement -> Execution.read(statement.executeQuery(), Long.MAX_VALUE));
    }

    /** Runs one INSERT, UPDATE, DELETE, DDL or call; returns how many rows it changed. */
    public long update(String sql, Object... parameters) {
        return bound(sql, parameters, PreparedStatement::executeLargeUpdate);
    }

    /** Runs a script of statements without parameters, as one implicit transaction, and drops what they return. */
    public void execute(String script) {
        perform(script, List::of, () -> {
            try (Statement statement = connection.createStatement()) {
                begin(statement);
                return statement.execute(script);
            }
        });
    }

    /**
     * Runs one statement of any kind and keeps at most {@code keep} of its rows; the rest are counted as they stream
     * by. Parameters are bound to {@code ?} in order; without parameters a question mark is an operator.
     *
     * @throws shardlab.LabException if the driver could not go on after it, as after another {@code datestyle}
     */
    public Result run(String sql, long keep, Object... parameters) {
        FixedSettings.keep(server, sql);
        var execution = new Execution(connection, transaction, sql, parameters, keep);
        return perform(sql, execution::notices, () -> execution.run(this::begin));
    }

    /**
     * Fills in a template by the server's {@code format()}: {@code %I} quotes an identifier, {@code %L} a literal,
     * {@code %s} pastes.
     */
    public String format(String template, Object... values) {
        String slots = ", ?::text".repeat(values.length);
        Object[] all = new Object[values.length + 1];
        all[0] = template;
        System.arraycopy(values, 0, all, 1, values.length);
        return query("select format(?" + slots + ")", all).singleText();
    }

    /**
     * Streams rows into a table.
     *
     * @param copyStatement {@code COPY … FROM STDIN …}
     * @param source        writes the rows in the format that the statement names
     * @return how many rows the server took; on any failure it took none
     */
    public long copyIn(String copyStatement, CopySource source) {
        return perform(copyStatement, List::of, () -> {
            begin(null);
            return CopyIn.run(connection, copyStatement, source);
        });
    }

    /**
     * Streams rows out of a table or a query.
     *
     * @param copyStatement {@code COPY … TO STDOUT …}
     * @param out           takes the rows in the format that the statement names; it is not closed
     * @return how many rows there were
     */
    public long copyOut(String copyStatement, OutputStream out) {
        return perform(copyStatement, List::of, () -> {
            begin(null);
            return CopyOut.run(connection, copyStatement, out);
        });
    }

    /**
     * Runs work in one transaction: committed at the end, rolled back if anything is thrown, an {@link Error} too. Where
     * one is open already, by this method or by a BEGIN, the work becomes a part of it, and is rolled back by itself.
     */
    public void transaction(Runnable work) {
        try {
            transaction.run(() -> {
                work.run();
                return null;
            });
        } catch (SQLException e) {
            throw new SqlException(server, "commit", e);
        }
    }

    /** Asks the server to stop the statement that runs now; nothing happens if none does. Safe from any thread. */
    public void cancel() {
        Statement statement = running;
        try {
            if (statement != null) {
                statement.cancel();
            } else if (Running.holds(this)) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            throw new SqlException(server, null, e);
        }
    }

    /** True if the server still answers within two seconds. */
    public boolean isAlive() {
        try {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SqlException(server, "close", e);
        }
    }

    /** What writes the rows of a COPY. */
    @FunctionalInterface
    public interface CopySource {
        /** Writes all rows; closing the stream is not its business. */
        void writeTo(OutputStream out) throws IOException;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T bound(String sql, Object[] parameters, Work<T> work) {
        return perform(sql, List::of, () -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Parameters.bind(statement, parameters);
                begin(statement);
                return work.on(statement);
            }
        });
    }

    /** The one way of every statement to the server. */
    private <T> T perform(String sql, Supplier<List<Result.Notice>> notices, Transaction.Work<T> work) {
        try {
            transaction.settle();
            return work.run();
        } catch (SQLException e) {
            Running.failed(this, e);
            throw new SqlException(server, sql, e, notices.get());
        } finally {
            running = null;
            Running.end(this);
        }
    }

    /** @param statement what runs now; null for a COPY, which the driver has no statement for */
    private void begin(Statement statement) {
        running = statement;
        Running.begin(this);
    }
}
