package shardlab.workload;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.SessionSource;
import shardlab.sql.SqlException;

/** A HikariCP pool of the connections that the lab makes. */
final class Pool {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 5;

    private Pool() {
    }

    /**
     * Opens all connections of a pool.
     *
     * @throws LabException if the server refuses one of them
     */
    static HikariDataSource open(Server server, ConnectionWay way) {
        var config = new HikariConfig();
        config.setPoolName(way + " on " + server.name());
        config.setDataSource(new SessionSource(server, KeptConnection.preparedAtOnce()));
        config.setMaximumPoolSize(way.size());
        config.setConnectionTimeout(way.patience().toMillis());
        try {
            var pool = new HikariDataSource(config);
            fill(pool, server, way);
            return pool;
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException refused ? new SqlException(server, null, refused) : e;
        }
    }

    private static void fill(HikariDataSource pool, Server server, ConnectionWay way) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (pool.getHikariPoolMXBean().getTotalConnections() < way.size()) {
                if (System.nanoTime() > end) {
                    throw new LabException("the " + way + " could not be filled", server.label(), "it has "
                            + pool.getHikariPoolMXBean().getTotalConnections() + " connections after 30 s",
                            "ask for a smaller pool: the server's max_connections bounds all pools together", null);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            pool.close();
            Thread.currentThread().interrupt();
            throw new LabException("filling the " + way + " was stopped", server.label(), null, "run it again", e);
        } catch (LabException e) {
            pool.close();
            throw e;
        }
    }
}
