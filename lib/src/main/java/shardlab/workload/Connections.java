package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Comparison;
import shardlab.measure.Durations;
import shardlab.measure.Turns;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Clients that come by their connections in several ways, and what the workers see of it; the ways take turns. */
public final class Connections {

    private static final int SPARE = 4;

    private final Cluster cluster;
    private final Progress progress;
    private int rounds = Comparison.LEAST_ROUNDS;
    private Duration warmUp = Duration.ofMillis(200);
    private Duration lasting = Duration.ofMillis(300);
    private long times;
    private long seed = 42;

    /** @param progress told of each run */
    public Connections(Cluster cluster, Progress progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** How many rounds, six unless said: fewer give no interval. */
    public Connections rounds(int count) {
        if (count < 1) {
            throw new LabException("there were to be " + count + " rounds", "ask for at least one");
        }
        rounds = count;
        return this;
    }

    /** How long each run is measured, 300 ms unless said, and how long statements are sent before. */
    public Connections lasting(Duration measured, Duration before) {
        lasting = measured;
        warmUp = before;
        times = 0;
        return this;
    }

    /** Each client sends so many statements in a run, however long it takes: for statements that take long. */
    public Connections times(long statements) {
        times = statements;
        return this;
    }

    /** Where the clients' values begin. */
    public Connections seed(long value) {
        seed = value;
        return this;
    }

    /** Numbers of clients, each of them in each way. */
    public ConnectionRuns byClients(String title, ClientStatement statement, List<Integer> clients,
                                    List<ConnectionWay> ways) {
        Map<String, Arm> arms = new LinkedHashMap<>();
        for (ConnectionWay way : ways) {
            clients.forEach(count -> add(arms, way.toString(), count, count,
                    () -> clients(statement, count).connecting(way)));
        }
        return run(title, arms);
    }

    /** So many clients on pools of several sizes. */
    public ConnectionRuns byPool(String title, ClientStatement statement, int clients, List<Integer> sizes) {
        Map<String, Arm> arms = new LinkedHashMap<>();
        sizes.forEach(size -> add(arms, clients + " clients", size, clients,
                () -> clients(statement, clients).connecting(ConnectionWay.pool(size))));
        return run(title, arms);
    }

    /**
     * So many clients whose sessions have a setting of Citus, at several values.
     *
     * @param setting one that a session may have, such as {@code citus.max_adaptive_executor_pool_size}
     * @throws LabException if settings of Citus mean nothing on this cluster
     */
    public ConnectionRuns bySetting(String setting, List<Integer> values, ClientStatement statement, int clients) {
        require(Capability.CITUS_SETTINGS, setting);
        Map<String, Arm> arms = new LinkedHashMap<>();
        for (int value : values) {
            Server with = with(cluster.coordinator(), setting, value);
            add(arms, "= " + value, value, clients, () -> clients(statement, clients).through(List.of(with)));
        }
        return run(setting, arms);
    }

    private static Server with(Server server, String setting, int value) {
        Map<String, String> options = new HashMap<>(server.options());
        options.merge("options", "-c " + setting + "=" + value, (one, other) -> one + " " + other);
        return new Server(server.name(), server.host(), server.port(), server.database(), server.user(), server.password(),
                options);
    }

    /**
     * So many clients while {@code citus.max_shared_pool_size} of the coordinator has several values. Slow start is off, so
     * that each statement wants as many connections as it has tasks. What the setting was is put back.
     *
     * @param values each with room for one connection of every session that there is: a session keeps one to each worker,
     *               and who has none waits for those that others keep, without end, and cannot be cancelled
     * @throws LabException if a value is not, if the cluster is not the lab's to change, or settings of Citus mean nothing
     *                      on it
     */
    public ConnectionRuns bySharedPool(List<Integer> values, ClientStatement statement, int clients) {
        require(Capability.CITUS_SETTINGS, NodeSetting.SHARED_POOL);
        requireOwn(NodeSetting.SHARED_POOL + " is the whole coordinator's");
        try (Session session = cluster.session();
                var setting = NodeSetting.noted(session, NodeSetting.SHARED_POOL)) {
            Map<String, Arm> arms = new LinkedHashMap<>();
            values.forEach(value -> add(arms, "= " + value, value, clients, () -> {
                requireRoom(session, value, clients);
                setting.set(String.valueOf(value));
                Server eager = with(cluster.coordinator(), "citus.executor_slow_start_interval", 0);
                return clients(statement, clients).through(List.of(eager));
            }));
            return run(NodeSetting.SHARED_POOL, arms);
        }
    }

    /**
     * So many clients that all ask the coordinator, beside as many that are dealt out to all nodes.
     *
     * @throws LabException if the workers know no distributed tables here, or cannot be reached
     */
    public ConnectionRuns throughEveryNode(String title, ClientStatement statement, List<Integer> clients) {
        require(Capability.QUERIES_THROUGH_WORKERS, "a query through a worker");
        List<Server> nodes = new ArrayList<>(List.of(cluster.coordinator()));
        nodes.addAll(cluster.workers());
        Map<String, Arm> arms = new LinkedHashMap<>();
        clients.forEach(count -> add(arms, "through the coordinator", count, count, () -> clients(statement, count)));
        clients.forEach(count -> add(arms, "through every node", count, count,
                () -> clients(statement, count).through(nodes)));
        return run(title, arms);
    }

    /** A router query and a multi-shard query, each again and again on a connection that is new in each round. */
    public List<FirstQueries> firstQueries(ClientTable table, int queries) {
        var turns = new Turns<long[]>("first queries");
        var router = ClientStatement.of(table.read().sql().replace(":id", "7"));
        turns.arm("router query", round -> timed(router.sql(), queries));
        turns.arm("multi-shard query", round -> timed(table.scan().sql(), queries));
        return turns.run(rounds, seed, progress).entrySet().stream()
                .map(each -> new FirstQueries(each.getKey(), each.getValue(), seed)).toList();
    }

    private long[] timed(String sql, int queries) {
        long[] nanos = new long[queries + 1];
        long start = System.nanoTime();
        try (Session session = cluster.session()) {
            nanos[0] = System.nanoTime() - start;
            for (int i = 1; i <= queries; i++) {
                long before = System.nanoTime();
                session.query(sql);
                nanos[i] = System.nanoTime() - before;
            }
        }
        return nanos;
    }

    /**
     * Opens sessions on the coordinator until it refuses one, and closes them.
     *
     * @throws LabException if the cluster is not the lab's: whoever else uses it would be refused meanwhile
     */
    public TooManyConnections tooMany() {
        requireOwn("all connections of a server are taken");
        return TooManyConnections.of(cluster.coordinator(), progress);
    }

    private record Arm(String name, int size, int clients, Supplier<Clients> work) {
    }

    private static void add(Map<String, Arm> arms, String name, int size, int clients, Supplier<Clients> work) {
        arms.put(name + ", " + size, new Arm(name, size, clients, work));
    }

    private Clients clients(ClientStatement statement, int count) {
        var clients = Clients.of(cluster.coordinator(), statement).count(count).warmUp(warmUp).lasting(lasting);
        return times > 0 ? clients.times(times) : clients;
    }

    private ConnectionRuns run(String title, Map<String, Arm> arms) {
        try (var watch = new ConnectionWatch(cluster)) {
            var turns = new Turns<ConnectionWatch.Watched<ClientsRun>>(title);
            arms.forEach((key, arm) -> turns.arm(key,
                    round -> watch.during(() -> arm.work().get().seed(seed + round).run())));
            var found = turns.run(rounds, seed, progress);
            return new ConnectionRuns(title, arms.entrySet().stream()
                    .map(each -> measured(each.getValue(), found.get(each.getKey()))).toList(), caption());
        }
    }

    private ConnectionRuns.ConnectionArm measured(Arm arm, List<ConnectionWatch.Watched<ClientsRun>> seen) {
        return new ConnectionRuns.ConnectionArm(arm.name(), arm.size(), new ClientsSummary(arm.clients(),
                seen.stream().map(ConnectionWatch.Watched::answer).toList(), seed),
                seen.stream().<Map<String, Long>>map(ConnectionWatch.Watched::most).toList());
    }

    private String caption() {
        String each = times > 0 ? times + " statements a client"
                : Durations.text(lasting) + " after " + Durations.text(warmUp) + " to warm up";
        return String.format(Locale.ROOT, "%s of %s. Clients and servers share one machine. %s",
                rounds == 1 ? "One run" : "Medians of " + rounds + " interleaved runs", each,
                cluster.provenance().caption());
    }

    private void require(Capability capability, String what) {
        if (!cluster.can(capability)) {
            throw new LabException(what + " means nothing here", cluster.engine(), "this cluster cannot: " + capability,
                    "choose an engine with Citus, or ask cluster.can(Capability." + capability + ") before", null);
        }
    }

    private static void requireRoom(Session coordinator, int value, int clients) {
        long others = coordinator.query(SqlFile.read("workload/connections/to_fullest_node.sql")).singleNumber();
        if (value < others + clients + SPARE) {
            throw new LabException("a shared pool of " + value + " is too small for " + clients + " clients",
                    NodeSetting.SHARED_POOL, "other sessions have " + others
                    + " connections to a worker; whoever gets none would wait without end",
                    "ask for " + (others + clients + SPARE) + " or more", null);
        }
    }

    private void requireOwn(String why) {
        if (!cluster.ownsServers()) {
            throw new LabException("not on a cluster that is not the lab's", cluster.coordinator().label(), why,
                    "use a cluster that the lab starts", null);
        }
    }
}
