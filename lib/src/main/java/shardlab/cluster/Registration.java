package shardlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.engine.Address;
import shardlab.engine.Engine;
import shardlab.engine.Servers;
import shardlab.files.LockFile;
import shardlab.files.StateLock;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * Makes servers nodes of a cluster, by the same calls on every engine, and keeps {@code pg_dist_node} true when a
 * server had to move to another port. Each server becomes the node of its group; a worker that was taken out of the
 * cluster stays out.
 *
 * <p>Whoever changes addresses in {@code pg_dist_node} holds the engine's registration lock. A {@link Network} holds it
 * for as long as it is open, and nobody then registers anything at another address.
 */
final class Registration {

    /** What a {@link Network} says that it does; it is not waited for. */
    static final String NETWORK = "has put the nodes behind a network of its own";

    private static final String REGISTERS = "registers nodes";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OUT_OF_STEP = "55000";
    private static final long LOOK_MILLIS = 100;

    private final Session coordinator;
    private final Engine engine;

    /** @param coordinator a session on the coordinator */
    Registration(Session coordinator, Engine engine) {
        this.coordinator = coordinator;
        this.engine = engine;
    }

    /**
     * Registers the servers that never were, and corrects the addresses of those that are. Two kernels may find the same
     * to do: one of them does it, the other waits.
     *
     * @return who has the nodes behind a network of its own; empty if nobody has
     */
    Optional<LockFile.Holder> ensure(Servers servers, Progress progress) {
        while (!isInOrder(servers)) {
            var lock = engine.registrationLock().tryTake(REGISTERS);
            if (lock.isPresent()) {
                try (var held = lock.get()) {
                    registerAndCorrect(servers, progress);
                }
                return Optional.empty();
            }
            var holder = engine.registrationLock().held();
            if (holder.filter(each -> each.purpose().equals(NETWORK)).isPresent()) {
                return holder;
            }
            pause(holder, progress);
        }
        return Optional.empty();
    }

    private static void pause(Optional<LockFile.Holder> holder, Progress progress) {
        holder.ifPresent(who -> progress.report("waiting for " + who, 0, -1, "nodes"));
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for the nodes to be registered", null, null, "run it again",
                    e);
        }
    }

    private boolean isInOrder(Servers servers) {
        Rows rows = rows();
        return unregistered(servers, rows).isEmpty() && moved(servers, rows).isEmpty() && allAreTold(servers, rows);
    }

    private static boolean allAreTold(Servers servers, Rows rows) {
        return rows.stream().filter(row -> servers.of(row.integer("groupid")).isPresent())
                .allMatch(row -> row.truth("metadatasynced"));
    }

    /** Those that never were nodes: their groups were not given to any yet. */
    private List<Integer> unregistered(Servers servers, Rows rows) {
        long last = lastGroup();
        return servers.byGroup().keySet().stream().filter(group -> group == 0 || group > last)
                .filter(group -> rows.stream().noneMatch(row -> row.integer("groupid") == group)).toList();
    }

    private static List<Rows.Row> moved(Servers servers, Rows rows) {
        return rows.stream().filter(row -> servers.of(row.integer("groupid")).map(Address::amongNodes)
                .filter(server -> !isAt(row, server)).isPresent()).toList();
    }

    /**
     * The workers first, since each change of a worker is made on the coordinator alone; then all workers are told,
     * and then the coordinator's own new port, which is told to every worker at once, reaches them.
     */
    private void registerAndCorrect(Servers servers, Progress progress) {
        var moved = moved(servers, rows());
        moved.stream().filter(row -> row.integer("groupid") != 0).forEach(row -> update(row, servers));
        if (!allAreTold(servers, rows())) {
            tellWorkers(servers);
        }
        var unregistered = unregistered(servers, rows());
        if (unregistered.contains(0) || moved.stream().anyMatch(row -> row.integer("groupid") == 0)) {
            setCoordinatorHost(servers.byGroup().get(0).amongNodes());
        }
        if (!moved.isEmpty()) {
            engine.admit(List.of());
        }
        addAll(servers, unregistered.stream().filter(group -> group != 0).toList(), progress);
    }

    private void update(Rows.Row row, Servers servers) {
        update(row.integer("nodeid"), servers.byGroup().get(row.integer("groupid")).amongNodes());
    }

    /** Registers a node at another address; the coordinator alone knows it then. */
    void update(int nodeId, Server server) {
        coordinator.query(SqlFile.read("cluster/citus_update_node.sql"), nodeId, server.host(), server.port());
    }

    /**
     * Citus refuses DDL until the workers know the addresses too; by itself it tells them after a while, and a worker that
     * is down when it is started again.
     *
     * @param servers whose nodes are told
     */
    void tellWorkers(Servers servers) {
        try {
            coordinator.query(SqlFile.read("cluster/start_metadata_sync_to_all_nodes.sql"));
        } catch (SqlException e) {
            var up = servers.workers().values().stream().map(Address::fromHere).filter(Registration::answers).toList();
            if (up.size() == servers.workers().size()) {
                throw e;
            }
            rows().stream().filter(row -> up.contains(fromHere(row, servers))).forEach(this::tellThoughOthersAreDown);
        }
    }

    private static Server fromHere(Rows.Row row, Servers servers) {
        return servers.of(row.integer("groupid")).map(Address::fromHere).orElse(null);
    }

    /** Citus refuses it while another worker is out of step, and does it itself in a moment. */
    private void tellThoughOthersAreDown(Rows.Row row) {
        try {
            coordinator.query(SqlFile.read("cluster/start_metadata_sync_to_node.sql"), row.text("nodename"),
                    row.integer("nodeport"));
        } catch (SqlException e) {
            if (!OUT_OF_STEP.equals(e.sqlState())) {
                throw e;
            }
        }
    }

    private static boolean answers(Server worker) {
        try (var session = Session.open(worker)) {
            return session.isAlive();
        } catch (SqlException e) {
            return false;
        }
    }

    private void setCoordinatorHost(Server server) {
        coordinator.query(SqlFile.read("cluster/citus_set_coordinator_host.sql"), server.host(), server.port());
    }

    private void addAll(Servers servers, List<Integer> groups, Progress progress) {
        int done = 0;
        progress.report("registering nodes", done, groups.size(), "nodes");
        for (int group : groups) {
            add(group, servers);
            progress.report("registering nodes", ++done, groups.size(), "nodes");
        }
    }

    /** Registers a server as the node of its group. */
    void add(int group, Servers servers) {
        Server server = servers.byGroup().get(group).amongNodes();
        coordinator.query(SqlFile.read("cluster/citus_add_node.sql"), server.host(), server.port(), group);
        coordinator.query(SqlFile.read("cluster/count_groups_from.sql"), lastGroup());
    }

    /** The last group id that was given to a node. */
    long lastGroup() {
        return coordinator.query(SqlFile.read("cluster/last_group.sql")).singleNumber();
    }

    /** Takes a node out of the cluster; Citus refuses it while shards are there. */
    void remove(int group) {
        coordinator.query(SqlFile.read("cluster/citus_remove_node.sql"), group);
    }

    private Rows rows() {
        return coordinator.query(SqlFile.read("cluster/nodes.sql"));
    }

    private static boolean isAt(Rows.Row row, Server server) {
        return row.integer("nodeport") == server.port() && row.text("nodename").equals(server.host());
    }

    /**
     * The lock under which addresses may be changed.
     *
     * @throws LabException if another has it and does not free it in a while; it says who
     */
    static StateLock lock(Engine engine, String purpose) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        LockFile file = engine.registrationLock();
        var lock = file.tryTake(purpose);
        while (lock.isEmpty()) {
            var holder = file.held();
            if (System.nanoTime() > end || holder.filter(each -> each.purpose().equals(NETWORK)).isPresent()) {
                throw new LabException("the addresses of the nodes cannot be changed now", engine.name(),
                        holder.map(who -> "they are held by " + who).orElse(null),
                        "wait until it ends; in the same notebook, close the network, or run the first cell again", null);
            }
            pause(holder, Progress.SILENT);
            lock = file.tryTake(purpose);
        }
        return lock.get();
    }
}
