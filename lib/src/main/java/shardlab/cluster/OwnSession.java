package shardlab.cluster;

import java.util.function.Supplier;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A handle's own session on the coordinator: opened when first needed, and anew if the coordinator was restarted. Citus
 * keeps no connection for it between two statements ({@code citus.max_cached_conns_per_worker}): a worker that was
 * killed and is back would be asked over the dead one, and a statement about nodes fails there instead of connecting
 * again.
 */
final class OwnSession implements AutoCloseable {

    private final Supplier<Server> coordinator;
    private Session session;

    /** @param coordinator where it is now */
    OwnSession(Supplier<Server> coordinator) {
        this.coordinator = coordinator;
    }

    synchronized Session get() {
        if (session != null && !session.isAlive()) {
            close();
        }
        if (session == null) {
            session = Session.open(coordinator.get())
                    .prepared(own -> own.query(SqlFile.read("cluster/cache_no_connections.sql")));
        }
        return session;
    }

    /** Ends it. A server that is down by now is no error. */
    @Override
    public synchronized void close() {
        try (var ending = session) {
            session = null;
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }
}
