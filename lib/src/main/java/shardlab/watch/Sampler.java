package shardlab.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * Looks at all nodes of a cluster, each in a thread of its own: at every node itself where this machine reaches it, and
 * otherwise through the coordinator, more seldom, since that makes new connections each time.
 */
final class Sampler implements AutoCloseable {

    private static final Duration NODES = Duration.ofSeconds(5);
    private static final Duration SIZES = Duration.ofSeconds(10);
    private static final Duration THROUGH_COORDINATOR = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);
    private static final String NOT_ASKED = "not asked yet";
    /** Names of probes that no node can have. */
    private static final String CATALOG = "catalog";
    private static final String ALL = "all";

    private final Cluster cluster;
    private final Duration every;
    private final Map<String, Probe> probes = new LinkedHashMap<>();
    private final Map<String, NodeLook> looks = new ConcurrentHashMap<>();
    private final Map<String, Map<Long, Long>> sizes = new ConcurrentHashMap<>();
    private volatile List<Node> nodes = List.of();
    private volatile List<CatalogLook.Group> groups = List.of();
    private volatile List<MoveLook> moves = List.of();
    private volatile List<List<Long>> pairs;
    private volatile String trouble = NOT_ASKED;
    private volatile boolean direct;
    private boolean closed;
    private Long nodesAt;
    private final Map<String, Long> sizesAt = new ConcurrentHashMap<>();

    Sampler(Cluster cluster, Duration every) {
        this.cluster = cluster;
        this.every = every;
    }

    /** Begins; the first looks come soon after. */
    synchronized void start() {
        probes.put(CATALOG, new Probe(CATALOG, cluster::coordinator, every, this::askCatalog,
                why -> trouble = why).start());
    }

    private void askCatalog(Session coordinator) {
        if (nodesAt == null || System.nanoTime() - nodesAt > NODES.toNanos()) {
            direct = cluster.reachesWorkers();
            nodes = cluster.nodes();
            nodesAt = System.nanoTime();
            probeNodes();
        }
        groups = CatalogLook.groups(coordinator);
        moves = CatalogLook.moves(cluster, coordinator);
        trouble = "";
    }

    /** A probe for each node that has none, and none for a node that is gone. */
    private synchronized void probeNodes() {
        if (closed) {
            return;
        }
        if (!direct) {
            probes.computeIfAbsent(ALL, name -> new Probe(name, cluster::coordinator, THROUGH_COORDINATOR,
                    this::askThroughCoordinator, why -> looks.clear()).start());
            return;
        }
        List<String> names = nodes.stream().map(Node::name).toList();
        names.forEach(name -> probes.computeIfAbsent(name, this::probe));
        List<String> gone = probes.keySet().stream().filter(name -> !name.equals(CATALOG) && !names.contains(name)).toList();
        for (String name : gone) {
            probes.remove(name).close();
            looks.remove(name);
        }
    }

    private Probe probe(String name) {
        return new Probe(name, () -> server(name), every, session -> askNode(name, session),
                why -> looks.put(name, NodeLook.silent(name, why))).start();
    }

    private Server server(String name) {
        return name.equals(NodeName.COORDINATOR) ? cluster.coordinator() : found(name).map(Node::server).orElseThrow(() ->
                new LabException(name + " has left the cluster", "its shards are on other nodes"));
    }

    /** A node that has left the cluster is asked once more when its probe ends. */
    private Optional<Node> found(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    private void askNode(String name, Session session) {
        if (isDue(name, SIZES)) {
            sizes.put(name, bytes(session.query(SqlFile.read("watch/sizes.sql"))));
            sizesAt.put(name, System.nanoTime());
        }
        long asked = System.nanoTime();
        List<Rows.Row> rows = session.query(SqlFile.read("watch/activity.sql")).rows();
        Taken taken = Taken.since(asked);
        found(name).ifPresent(node -> looks.put(name, reader(node).look(rows, taken)));
    }

    /** Waits first: whoever is in one of them has begun before the sessions are looked at. */
    private void askThroughCoordinator(Session coordinator) {
        if (isDue(ALL, SIZES.multipliedBy(3))) {
            askSizes(coordinator);
        }
        List<List<Long>> told = coordinator.query(SqlFile.read("watch/waits_of_all.sql")).stream()
                .map(row -> List.of(row.number("waiting_gpid"), row.number("blocking_gpid"))).toList();
        long asked = System.nanoTime();
        Map<Long, List<Rows.Row>> byGroup = coordinator.query(SqlFile.read("watch/activity_of_all.sql")).stream()
                .collect(Collectors.groupingBy(row -> row.number("group_id")));
        pairs = told;
        for (Node node : nodes) {
            List<Rows.Row> rows = byGroup.get((long) node.groupId());
            looks.put(node.name(), rows.get(0).truth("answers") ? reader(node).look(rows, Taken.since(asked))
                    : NodeLook.silent(node.name(), "the coordinator gets no answer from it"));
        }
    }

    /** One node that is down can hide the sizes of all: then those that were known stay. */
    private void askSizes(Session coordinator) {
        sizesAt.put(ALL, System.nanoTime());
        try {
            sizes.put(ALL, bytes(coordinator.query(SqlFile.read("watch/sizes_of_all.sql"))));
        } catch (SqlException e) {
            System.getLogger(Sampler.class.getName()).log(System.Logger.Level.DEBUG, "sizes stay as they were", e);
        }
    }

    private boolean isDue(String name, Duration pause) {
        Long before = sizesAt.get(name);
        return before == null || System.nanoTime() - before > pause.toNanos();
    }

    private SessionReader reader(Node node) {
        int coordinator = nodes.stream().filter(Node::coordinator).mapToInt(Node::nodeId).findFirst().orElse(0);
        return new SessionReader(node, coordinator);
    }

    private static Map<Long, Long> bytes(Rows rows) {
        Map<Long, Long> bytes = new HashMap<>();
        rows.forEach(row -> bytes.merge(row.number("shard_id"), row.number("bytes"), Math::max));
        return bytes;
    }

    /** What is known now. */
    ClusterLook look(Duration at) {
        Map<Long, NodeLook> now = new LinkedHashMap<>();
        nodes.forEach(node -> now.put((long) node.nodeId(),
                looks.getOrDefault(node.name(), NodeLook.silent(node.name(), NOT_ASKED))));
        List<ShardLook> shards = groups.stream().map(group -> group.sized(sizesOn(group.shard().node()))).toList();
        List<List<Long>> told = pairs;
        return new ClusterLook(at, List.copyOf(now.values()), shards, moves,
                told == null ? Waits.of(now) : Waits.ofPairs(now, told), trouble);
    }

    /** A shard that has just come is as large as it was where it came from. */
    private Map<Long, Long> sizesOn(String node) {
        Map<Long, Long> bytes = new HashMap<>();
        sizes.values().forEach(bytes::putAll);
        bytes.putAll(sizes.getOrDefault(node, Map.of()));
        return bytes;
    }

    /** True as soon as the catalog and every node were asked once. */
    boolean ready() {
        return !trouble.equals(NOT_ASKED) && nodes.stream().allMatch(node -> looks.containsKey(node.name()));
    }

    /** Ends, with one more look at all that answer within {@link #LONGEST_END}. */
    @Override
    public void close() {
        List<Probe> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(probes.values());
        }
        ending.forEach(Probe::close);
        long until = System.nanoTime() + LONGEST_END.toNanos();
        ending.forEach(probe -> probe.join(Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()))));
        Cleaning.all(List.of(cluster::close));
    }
}
