package shardlab.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections that {@link Session} makes to one server, for a pool, which asks for a {@code DataSource}. */
public final class SessionSource extends PGSimpleDataSource {

    private final transient Server server;
    private final transient Properties driverSettings;

    /** @param driverSettings settings of the JDBC driver, as {@link Session#open} takes them */
    public SessionSource(Server server, Properties driverSettings) {
        this.server = server;
        this.driverSettings = driverSettings;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return Session.open(server, driverSettings).jdbc();
        } catch (SqlException e) {
            throw (SQLException) e.getCause();
        }
    }
}
