package shardlab.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Transactions on one connection. The driver's autocommit tells whether one is open: it is off from the first statement
 * of a {@link #run}, and after a BEGIN that was sent as a statement, until the end; {@link #settle} sees to the latter.
 */
final class Transaction {

    private final Connection connection;
    private int depth;

    /** What runs inside. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    Transaction(Connection connection) {
        this.connection = connection;
    }

    boolean isOpen() throws SQLException {
        return !connection.getAutoCommit();
    }

    /**
     * Runs the work in a transaction of its own, or, where one is open, between a savepoint and its end. It is undone if
     * anything is thrown, an {@link Error} too; what went wrong in undoing it is suppressed in what is thrown on.
     */
    <T> T run(Work<T> work) throws SQLException {
        settle();
        boolean within = isOpen();
        depth++;
        try {
            return within ? afterSavepoint(work) : alone(work);
        } finally {
            depth--;
        }
    }

    private <T> T alone(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(e);
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    private <T> T afterSavepoint(Work<T> work) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            T result = work.run();
            connection.releaseSavepoint(savepoint);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            undo(savepoint, e);
            throw e;
        }
    }

    /** Follows a BEGIN, a COMMIT or a ROLLBACK that was sent as a statement before. */
    void settle() throws SQLException {
        if (depth == 0 && !connection.isClosed()) {
            TransactionState state = connection.unwrap(PgConnection.class).getTransactionState();
            connection.setAutoCommit(state == TransactionState.IDLE);
        }
    }

    private void undo(Savepoint savepoint, Throwable why) {
        try {
            if (!connection.isClosed()) {
                connection.rollback(savepoint);
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** A session that cannot roll back is closed: to commit each statement by itself again would commit this one. */
    private void undo(Throwable why) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
            close(why);
        }
    }

    private void close(Throwable why) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
