package shardlab.workload;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import shardlab.sql.Server;
import shardlab.sql.SqlException;

/** A connection of a pool, for as long as a statement takes. The pool is shared, and closed by whoever made it. */
final class PooledConnection implements Lender {

    /** Stands in place of an SQLSTATE, which HikariCP has none of, where no connection came free in time. */
    static final String TIMED_OUT = "pool timeout";

    private final HikariDataSource pool;
    private final Server server;
    private final String sql;
    private Connection connection;
    private PreparedStatement statement;

    PooledConnection(HikariDataSource pool, Server server, String sql) {
        this.pool = pool;
        this.server = server;
        this.sql = sql;
    }

    /** The pool is full already. */
    @Override
    public void open() {
        connection = null;
    }

    @Override
    public PreparedStatement take() throws SQLException {
        try {
            connection = pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw e.getSQLState() != null ? e : new SQLTransientConnectionException(e.getMessage(), TIMED_OUT, e);
        }
        statement = connection.prepareStatement(sql);
        return statement;
    }

    @Override
    public void give(boolean failed) throws SQLException {
        try (Connection used = connection; PreparedStatement done = statement) {
            connection = null;
            statement = null;
            if (failed && used != null && !KeptConnection.rolledBack(used)) {
                pool.evictConnection(used);
            }
        }
    }

    @Override
    public void close() {
        try {
            give(false);
        } catch (SQLException e) {
            throw new SqlException(server, "close", e);
        }
    }
}
