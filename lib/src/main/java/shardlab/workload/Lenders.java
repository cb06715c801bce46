package shardlab.workload;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shardlab.Cleaning;
import shardlab.sql.Server;

/** Makes each client's lender, and the pools behind them: one for each server. */
final class Lenders implements AutoCloseable {

    private final List<Server> servers;
    private final ConnectionWay way;
    private final String sql;
    private final Map<Server, HikariDataSource> pools = new HashMap<>();

    Lenders(List<Server> servers, ConnectionWay way, String sql) {
        this.servers = servers;
        this.way = way;
        this.sql = sql;
    }

    /** The lender of a client, from 0; the servers are dealt out in turn. */
    Lender of(int client) {
        Server server = servers.get(client % servers.size());
        return switch (way.how()) {
            case KEPT -> new KeptConnection(server, sql);
            case NEW -> new NewConnection(server, sql);
            case POOLED -> new PooledConnection(pools.computeIfAbsent(server, at -> Pool.open(at, way)), server, sql);
        };
    }

    @Override
    public void close() {
        Cleaning.all(pools.values().stream().map(pool -> (Cleaning) pool::close).toList());
    }
}
