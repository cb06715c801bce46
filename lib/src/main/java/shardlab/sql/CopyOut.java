package shardlab.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A COPY … TO STDOUT on its way. */
final class CopyOut {

    private CopyOut() {
    }

    static long run(Connection connection, String statement, OutputStream out) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, out);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }
}
