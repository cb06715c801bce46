package shardlab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shardlab.Progress;
import shardlab.chart.ConnectionCharts;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Durations;
import shardlab.workload.ClientTable;
import shardlab.workload.ConnectionRuns;
import shardlab.workload.ConnectionWay;
import shardlab.workload.Connections;
import shardlab.workload.FirstQueries;
import shardlab.workload.TailLatency;

/** The parts of {@code ./lab bench connections}: each prints a table, and writes it and its figures. */
final class ConnectionsBench {

    private static final int QUERIES = 8;
    private static final int SETTING_CLIENTS = 4;
    private static final double CHANCE = 0.01;
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);

    private final Cluster cluster;
    private final ClientTable table;
    private final Connections connections;
    private final Path out;

    ConnectionsBench(Cluster cluster, ClientTable table, Connections connections, Path out) {
        this.cluster = cluster;
        this.table = table;
        this.connections = connections;
        this.out = out;
    }

    /** Router queries in three ways, multi-shard queries in two, and through every node where there are such. */
    void clients(List<Integer> clients, int pool) {
        var kept = ConnectionWay.KEPT;
        ConnectionRuns router = connections.byClients("Router queries", table.read(), clients,
                List.of(kept, ConnectionWay.pool(pool), ConnectionWay.NEW));
        report(router, "router", "clients");
        laws(router, kept.toString());
        report(connections.byClients("Multi-shard queries", table.scan(), clients,
                List.of(kept, ConnectionWay.pool(pool))), "multi-shard", "clients");
        if (cluster.can(Capability.QUERIES_THROUGH_WORKERS) && cluster.reachesWorkers()) {
            report(connections.throughEveryNode("Through every node", table.read(), clients), "every-node", "clients");
        } else {
            System.out.println("Left out: queries through every node. The workers of this cluster take none from here.\n");
        }
    }

    private void laws(ConnectionRuns router, String name) {
        System.out.println(router.law(name).sentence() + "\n");
        ConnectionCharts.law(router, name).ifPresent(chart -> chart.save(out.resolve("scalability-law.png")));
        ConnectionCharts.little(router, name).save(out.resolve("littles-law.png"));
        ConnectionCharts.percentiles(router, name, "clients").save(out.resolve("router-percentiles.png"));
    }

    /** So many clients on pools of several sizes. */
    void pools(int clients, List<Integer> sizes) {
        ConnectionRuns runs = connections.byPool("Pool sizes", table.read(), clients, sizes);
        report(runs, "pools", "connections in the pool");
        ConnectionCharts.waiting(runs, clients + " clients", "connections in the pool")
                .save(out.resolve("pools-waiting.png"));
    }

    /** What Citus's settings change for multi-shard queries. */
    void settings() {
        if (!cluster.can(Capability.CITUS_SETTINGS)) {
            System.out.println("Left out: settings of Citus, which have no effect on this engine.\n");
            return;
        }
        setting("citus.max_adaptive_executor_pool_size", List.of(1, 2, 4, 8, 16));
        setting("citus.max_cached_conns_per_worker", List.of(0, 1, 4, 8));
        setting("citus.executor_slow_start_interval", List.of(0, 10, 100));
        if (cluster.ownsServers()) {
            report(connections.bySharedPool(List.of(100, 24, 16), table.scan(), SETTING_CLIENTS),
                    "citus.max_shared_pool_size", "value");
        } else {
            System.out.println("Left out: citus.max_shared_pool_size, which is not the lab's to change here.\n");
        }
    }

    private void setting(String name, List<Integer> values) {
        report(connections.bySetting(name, values, table.scan(), SETTING_CLIENTS), name, "value");
    }

    /** The first queries of a new connection. */
    void firstQueries() {
        List<FirstQueries> all = connections.firstQueries(table, QUERIES);
        List<List<Object>> rows = new ArrayList<>();
        for (FirstQueries one : all) {
            rows.add(List.of(one.name(), one.connecting(), one.query(1), one.query(2), one.query(QUERIES)));
        }
        write(new Findings("The first queries of a new connection", List.of("query", "connecting (ms)", "first (ms)",
                "second (ms)", "eighth (ms)"), rows, cluster.provenance().caption()), "first-queries");
        ConnectionCharts.firstQueries(all, cluster.provenance().caption()).save(out.resolve("first-queries.png"));
    }

    /** One slow worker, met by one look-up in a hundred. */
    void tail(int queries, long seed, Progress progress) {
        if (!TailLatency.possible(cluster)) {
            System.out.println("Left out: a slow worker. No proxy can stand in front of these nodes.\n");
            return;
        }
        List<TailLatency.Fanout> all = new TailLatency(cluster, table, progress)
                .measure(CHANCE, List.of(1, 2, 4, 8, 16, 32, 64), queries, ROUND_TRIP, seed);
        List<List<Object>> rows = new ArrayList<>();
        for (TailLatency.Fanout one : all) {
            rows.add(List.of(one.lookups(), one.slow(), 100 * one.expected(),
                    Durations.text(one.latencies().percentile(50)), Durations.text(one.latencies().percentile(99))));
        }
        var chart = ConnectionCharts.tail(all, cluster.provenance().caption());
        write(new Findings("One look-up in a hundred is slow", List.of("look-ups", "slow queries", "by the law (%)", "p50",
                "p99"), rows, cluster.provenance().caption()), "tail");
        chart.save(out.resolve("tail.png"));
    }

    private void report(ConnectionRuns runs, String name, String sizes) {
        write(findings(runs, sizes), name);
        if (runs.watched()) {
            ConnectionCharts.connections(runs).save(out.resolve(name + "-connections.png"));
        }
        if (!sizes.equals("value")) {
            ConnectionCharts.throughput(runs, sizes).save(out.resolve(name + "-throughput.png"));
            ConnectionCharts.tails(runs, sizes).save(out.resolve(name + "-p99.png"));
        }
    }

    private void write(Findings found, String name) {
        System.out.println(found.table());
        found.write(out, name);
    }

    static Findings findings(ConnectionRuns runs, String sizes) {
        List<List<Object>> rows = new ArrayList<>();
        for (ConnectionRuns.ConnectionArm arm : runs.arms()) {
            var clients = arm.clients();
            rows.add(List.of(arm.name(), arm.size(), clients.clients(), clients.throughput(), clients.millis(50),
                    clients.millis(95), clients.millis(99), clients.waitMillis(),
                    arm.watched() ? arm.mostConnections() : "not seen",
                    clients.errors().isEmpty() ? "none" : clients.errors().toString()));
        }
        return new Findings(runs.title(), List.of("way", sizes, "all clients", "statements a second", "p50 (ms)", "p95 (ms)",
                "p99 (ms)", "wait for a connection (ms)", "most connections on a worker", "errors"), rows, runs.caption());
    }
}
