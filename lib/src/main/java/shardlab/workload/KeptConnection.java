package shardlab.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A connection that a client keeps; one that is gone is opened anew. */
final class KeptConnection implements Lender {

    private static final long BEFORE_RECONNECT_NANOS = 50_000_000;

    private final Server server;
    private final String sql;
    private Session session;
    private PreparedStatement prepared;

    KeptConnection(Server server, String sql) {
        this.server = server;
        this.sql = sql;
    }

    static Properties preparedAtOnce() {
        var settings = new Properties();
        settings.setProperty("prepareThreshold", "1");
        return settings;
    }

    @Override
    public void open() {
        session = Session.open(server, preparedAtOnce());
        try {
            prepared = session.jdbc().prepareStatement(sql);
        } catch (SQLException e) {
            throw new SqlException(server, sql, e);
        }
    }

    @Override
    public PreparedStatement take() throws SQLException {
        if (prepared == null) {
            reopen();
        }
        return prepared;
    }

    private void reopen() throws SQLException {
        LockSupport.parkNanos(BEFORE_RECONNECT_NANOS);
        try {
            close();
            open();
        } catch (SqlException e) {
            throw (SQLException) e.getCause();
        }
    }

    @Override
    public void give(boolean failed) {
        if (failed && (prepared == null || !session.isAlive() || !rolledBack(session.jdbc()))) {
            prepared = null;
        }
    }

    /** What is sent may be a transaction of several statements: one that failed in the middle is open still. */
    static boolean rolledBack(Connection of) {
        try {
            var connection = of.unwrap(PgConnection.class);
            if (connection.getTransactionState() != TransactionState.IDLE) {
                connection.execSQLUpdate("rollback");
            }
            return true;
        } catch (SQLException serverGone) {
            return false;
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
