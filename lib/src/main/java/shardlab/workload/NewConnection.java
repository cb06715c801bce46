package shardlab.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SessionSource;
import shardlab.sql.SqlException;

/** A connection opened for each statement, and closed after it: what an application without a pool does. */
final class NewConnection implements Lender {

    private final Server server;
    private final String sql;
    private final SessionSource source;
    private Connection connection;

    NewConnection(Server server, String sql) {
        this.server = server;
        this.sql = sql;
        this.source = new SessionSource(server, new Properties());
    }

    /** Connects once, so that a server that refuses everybody is told of before anything is measured. */
    @Override
    public void open() {
        Session.open(server).close();
    }

    @Override
    public PreparedStatement take() throws SQLException {
        connection = source.getConnection();
        return connection.prepareStatement(sql);
    }

    @Override
    public void give(boolean failed) throws SQLException {
        if (connection != null) {
            Connection used = connection;
            connection = null;
            used.close();
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
