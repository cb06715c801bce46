package shardlab.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** One transaction on a connection: committed at the end, rolled back if anything is thrown, an {@link Error} too. */
final class Transaction {

    /** What runs inside. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private Transaction() {
    }

    /** Runs the work; what it throws is thrown on, with what went wrong in undoing it as suppressed. */
    static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** A session that cannot roll back is closed: to commit each statement by itself again would commit this one. */
    private static void undo(Connection connection, Throwable why) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
            close(connection, why);
        }
    }

    private static void close(Connection connection, Throwable why) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
