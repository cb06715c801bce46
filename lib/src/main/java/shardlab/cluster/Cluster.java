package shardlab.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.engine.Servers;
import shardlab.engine.Workers;
import shardlab.files.LockFile;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A coordinator and its workers, registered with one another and answering. The servers outlive this handle: closing
 * it ends its own connection and its network, and no more.
 */
public final class Cluster implements AutoCloseable {

    private final Engines.Choice choice;
    private final Engine engine;
    private final OwnSession session = new OwnSession(this::coordinator);
    private Network network;
    private String notice = "";
    private Set<Capability> capabilities;
    private Boolean reachesWorkers;

    private Cluster(Engines.Choice choice) {
        this.choice = choice;
        this.engine = choice.engine();
    }

    /**
     * Attaches to the running cluster of the chosen engine, or starts it. Servers that are down are started, and
     * nodes whose server had to move to another port are registered anew; data is kept. While a {@link Network} is open
     * somewhere, the nodes stay behind it, and {@link #choice} says whose it is.
     *
     * @throws LabException if the engine asked for cannot run, a server cannot be started, or the cluster has another
     *                      number of workers than was asked for
     */
    public static Cluster open(Settings settings, Progress progress) {
        var cluster = new Cluster(Engines.choose(settings));
        Cleaning.ifFails(cluster::close, () -> cluster.start(settings, progress));
        return cluster;
    }

    /** Of an engine that nobody chose. */
    static Cluster over(Engine engine, Progress progress) {
        var cluster = new Cluster(new Engines.Choice(engine, "A second cluster."));
        cluster.start(Settings.from(Map.of()), progress);
        return cluster;
    }

    private void start(Settings settings, Progress progress) {
        Servers servers = engine.start(progress);
        if (engine.ownsServers()) {
            nodes();
            registration().ensure(engine.servers().orElse(servers), progress).ifPresent(this::behindNetworkOf);
            engine.settle(session.get());
        } else if (settings.workers().isPresent()) {
            Workers.require(settings.workers(), workers().size(), engine.name(), coordinator().label());
        }
    }

    private void behindNetworkOf(LockFile.Holder holder) {
        notice = " Its nodes stay as they are registered now: " + holder + ".";
    }

    /** Attaches to the cluster of the chosen engine if its coordinator answers; starts and mends nothing. */
    public static Optional<Cluster> attach(Settings settings) {
        var choice = Engines.choose(settings);
        return choice.engine().running().map(servers -> new Cluster(choice));
    }

    /**
     * Stops the servers of the chosen engine, those of a half-dead cluster too; their data is kept.
     *
     * @throws LabException if they are not the lab's to stop
     */
    public static void down(Settings settings) {
        Engines.choose(settings).engine().stop();
    }

    /**
     * Stops the servers of the chosen engine and removes their data.
     *
     * @throws LabException if they are not the lab's to remove
     */
    public static void reset(Settings settings) {
        Engines.choose(settings).engine().reset();
    }

    /** The engine's name. */
    public String engine() {
        return engine.name();
    }

    /** Which engine this is, why it was chosen, and how to choose another; and who holds the nodes, if anybody does. */
    public String choice() {
        return choice.sentence() + notice;
    }

    /** True if the lab started the servers, and may change their settings, their registration, and end them. */
    public boolean ownsServers() {
        return engine.ownsServers();
    }

    /** The coordinator, where it is now. */
    public Server coordinator() {
        return servers().coordinator();
    }

    /** The workers by their groups, as this process reaches them. */
    public List<Server> workers() {
        return nodes().stream().filter(node -> !node.coordinator()).map(Node::server).toList();
    }

    /**
     * True if this process can connect to every worker. It can where the lab started them; elsewhere it is tried once,
     * at the address that the catalog has.
     */
    public synchronized boolean reachesWorkers() {
        if (reachesWorkers == null) {
            reachesWorkers = ownsServers() || nodes().stream().filter(node -> !node.coordinator()).allMatch(this::answers);
        }
        return reachesWorkers;
    }

    /** True if a node answers here. Another server may answer at its address, such as this machine's own at localhost. */
    public boolean answers(Node node) {
        try (var asked = Session.open(node.server())) {
            return asked.query(SqlFile.read("cluster/local_group.sql")).singleNumber() == node.groupId();
        } catch (SqlException e) {
            return false;
        }
    }

    /** A new session on the coordinator; the caller closes it. */
    public Session session() {
        return session(coordinator());
    }

    /** A new session on a node; the caller closes it. */
    public Session session(Server node) {
        return Session.open(node);
    }

    /** The nodes by {@code pg_dist_node}, the coordinator first. */
    public List<Node> nodes() {
        return new Nodes(session.get(), engine).read();
    }

    /**
     * A node by its group.
     *
     * @throws LabException if the cluster has none of that group
     */
    public Node node(int group) {
        return nodes().stream().filter(each -> each.groupId() == group).findFirst().orElseThrow(() ->
                new LabException("the cluster has no node " + NodeName.of(group), engine.name(), null,
                        "./lab status lists them", null));
    }

    /** What the cluster can do; asked of its coordinator once. */
    public synchronized boolean can(Capability capability) {
        if (capabilities == null) {
            capabilities = Capabilities.of(session.get());
        }
        return capabilities.contains(capability);
    }

    /** Where numbers that were measured here come from. */
    public Provenance provenance() {
        return Provenance.of(session.get(), engine, nodes());
    }

    /** Which node can connect to which, by {@code citus_check_cluster_node_health()}: a cell for every pair. */
    public List<HealthCell> health() {
        return session.get().query(SqlFile.read("cluster/health.sql")).stream()
                .map(row -> new HealthCell(NodeName.of(row.integer("from_group")), NodeName.of(row.integer("to_group")),
                        row.truth("ok"))).toList();
    }

    /**
     * Ends a node's server at once, as a crash would: no checkpoint, its clients cut off.
     *
     * @throws LabException if the lab did not start it
     */
    public void kill(Node node) {
        engine.kill(node.groupId());
    }

    /**
     * Starts a node's server again and waits until it answers.
     *
     * @return the node, at another port if something else listens at the old one by now
     * @throws LabException if it does not start, or the lab did not start it in the first place
     */
    public Node restart(Node node) {
        engine.restart(node.groupId());
        registration().ensure(servers(), Progress.SILENT);
        return node(node.groupId());
    }

    /**
     * Makes one server more and registers it as a worker. Shards do not move to it by themselves.
     *
     * @throws LabException if it cannot be started or registered; then it is gone again
     */
    public Node addWorker(Progress progress) {
        return node(membership().add(progress));
    }

    /**
     * Takes a worker out of the cluster, stops its server and removes its data. The others keep their names.
     *
     * @throws LabException if shards are on it, or the lab did not start it
     */
    public void removeWorker(Node node) {
        membership().remove(node);
    }

    /** What a node's server wrote to its log last; an empty text where the lab cannot see it. */
    public String lastLogLines(Node node) {
        return engine.lastLogLines(node.groupId());
    }

    /** Ends this handle's network and its own connection; the servers go on. A server that is down is no error. */
    @Override
    public synchronized void close() {
        try (session; var behind = network) {
            network = null;
        } catch (SqlException serverGone) {
            // the next open registers the nodes at their own addresses
        }
    }

    /**
     * Stops the servers and closes this handle; data is kept.
     *
     * @throws LabException if the lab did not start them
     */
    public void down() {
        close();
        engine.stop();
    }

    /**
     * Stops the servers, removes their data and closes this handle.
     *
     * @throws LabException if the lab did not start them
     */
    public void reset() {
        close();
        engine.reset();
    }

    /** The servers as the engine knows them now. */
    Servers servers() {
        return engine.servers().orElseThrow(() -> new LabException("the cluster is gone", engine.name(),
                "somebody removed its servers", "./lab up makes a new one", null));
    }

    Registration registration() {
        return new Registration(session.get(), engine);
    }

    private Membership membership() {
        return new Membership(registration(), engine);
    }

    /** Opened on this cluster, and ended with this handle. */
    synchronized void network(Network opened) {
        network = opened;
    }

    Engine servedBy() {
        return engine;
    }
}
