package shardlab.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** A COPY … FROM STDIN on its way: all rows, or none. */
final class CopyIn {

    private static final int BUFFER_BYTES = 1 << 16;

    private CopyIn() {
    }

    static long run(Connection connection, String statement, Session.CopySource source) throws SQLException {
        try {
            var out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), statement, BUFFER_BYTES);
            return finishOrCancel(out, source);
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e);
        }
    }

    private static long finishOrCancel(PGCopyOutputStream out, Session.CopySource source)
            throws IOException, SQLException {
        try {
            source.writeTo(out);
            return out.endCopy();
        } catch (IOException | SQLException | RuntimeException | Error e) {
            cancel(out, e);
            throw e;
        }
    }

    private static void cancel(PGCopyOutputStream out, Throwable why) {
        try {
            if (out.isActive()) {
                out.cancelCopy();
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
