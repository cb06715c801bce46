package shardlab.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

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
    private volatile Statement running;

    private Session(Server server, Connection connection) {
        this.server = server;
        this.connection = connection;
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
        all.setProperty("ApplicationName", "shardlab");
        all.putAll(server.options());
        all.putAll(driverSettings);
        try {
            return new Session(server, new Driver().connect(server.jdbcUrl(), all));
        } catch (SQLException e) {
            throw new SqlException(server, null, e);
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
        return with(sql, parameters, statement -> Execution.read(statement.executeQuery(), Long.MAX_VALUE));
    }

    /** Runs one INSERT, UPDATE, DELETE, DDL or call; returns how many rows it changed. */
    public long update(String sql, Object... parameters) {
        return with(sql, parameters, PreparedStatement::executeLargeUpdate);
    }

    /** Runs a script of statements without parameters, as one implicit transaction, and drops what they return. */
    public void execute(String script) {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            statement.execute(script);
        } catch (SQLException e) {
            throw failure(script, e);
        } finally {
            end();
        }
    }

    /**
     * Runs one statement of any kind and keeps at most {@code keep} of its rows; the rest are counted as they stream
     * by. Parameters are bound to {@code ?} in order; without parameters a question mark is an operator.
     */
    public Result run(String sql, long keep, Object... parameters) {
        try {
            return new Execution(connection, sql, parameters, keep).run(this::begin);
        } catch (SQLException e) {
            throw failure(sql, e);
        } finally {
            end();
        }
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
        try {
            begin(null);
            PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copyStatement, 1 << 16);
            return finishOrCancel(out, source);
        } catch (SQLException e) {
            throw failure(copyStatement, e);
        } catch (IOException e) {
            throw failure(copyStatement,
                    e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e));
        } finally {
            end();
        }
    }

    private static long finishOrCancel(PGCopyOutputStream out, CopySource source) throws IOException, SQLException {
        try {
            source.writeTo(out);
            return out.endCopy();
        } catch (IOException | SQLException | RuntimeException e) {
            if (out.isActive()) {
                out.cancelCopy();
            }
            throw e;
        }
    }

    /** Runs work in one transaction: committed at the end, rolled back if anything is thrown, an {@link Error} too. */
    public void transaction(Runnable work) {
        try {
            Transaction.run(connection, () -> {
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

    private <T> T with(String sql, Object[] parameters, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            begin(statement);
            return work.on(statement);
        } catch (SQLException e) {
            throw failure(sql, e);
        } finally {
            end();
        }
    }

    /** @param statement what runs now; null for a COPY, which the driver has no statement for */
    private void begin(Statement statement) {
        running = statement;
        Running.begin(this);
    }

    private void end() {
        running = null;
        Running.end(this);
    }

    private SqlException failure(String sql, SQLException e) {
        Running.failed(this, e);
        return new SqlException(server, sql, e);
    }
}
