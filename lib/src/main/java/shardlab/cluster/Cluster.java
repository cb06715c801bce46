package shardlab.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A coordinator and its workers, registered with one another and answering. The servers outlive this handle: closing
 * it ends its own connection and no more.
 */
public final class Cluster implements AutoCloseable {

    private final Engines.Choice choice;
    private Engine.Servers servers;
    private Session session;
    private Set<Capability> capabilities;
    private Boolean reachesWorkers;

    private Cluster(Engines.Choice choice, Engine.Servers servers) {
        this.choice = choice;
        this.servers = servers;
    }

    /**
     * Attaches to the running cluster of the chosen engine, or starts it. Servers that are down are started, and
     * nodes whose server had to move to another port are registered anew; data is kept.
     *
     * @throws LabException if the engine asked for cannot run, or a server cannot be started
     */
    public static Cluster open(Settings settings, Progress progress) {
        var choice = Engines.choose(settings);
        var cluster = new Cluster(choice, choice.engine().start(progress));
        try {
            cluster.register(progress);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** Attaches to the cluster of the chosen engine if its coordinator answers; starts and mends nothing. */
    public static Optional<Cluster> attach(Settings settings) {
        var choice = Engines.choose(settings);
        return choice.engine().running().map(servers -> new Cluster(choice, servers));
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
        return choice.engine().name();
    }

    /** Which engine this is, why it was chosen, and how to choose another. */
    public String choice() {
        return choice.sentence();
    }

    /** True if the lab started the servers, and may change their settings, their registration, and end them. */
    public boolean ownsServers() {
        return choice.engine().ownsServers();
    }

    /** The coordinator. */
    public Server coordinator() {
        return servers.coordinator();
    }

    /** The workers, named {@code worker-1} and so on in the order of their node ids. */
    public List<Server> workers() {
        return nodes().stream().filter(node -> !node.coordinator()).map(Node::server).toList();
    }

    /**
     * True if this process can connect to every worker at the address that the catalog has of it. It can where the lab
     * started them; elsewhere it is tried once.
     */
    public synchronized boolean reachesWorkers() {
        if (reachesWorkers == null) {
            reachesWorkers = choice.engine().ownsServers()
                    || nodes().stream().filter(node -> !node.coordinator()).allMatch(Cluster::isReached);
        }
        return reachesWorkers;
    }

    /** Another server may answer at that address, such as this machine's own at localhost. */
    private static boolean isReached(Node worker) {
        try (var session = Session.open(worker.server())) {
            return session.query(SqlFile.read("cluster/local_group.sql")).singleNumber() == worker.groupId();
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
        return Nodes.of(own(), coordinator(), choice.engine()::fromHere);
    }

    /** What the cluster can do; asked of its coordinator once. */
    public synchronized boolean can(Capability capability) {
        if (capabilities == null) {
            capabilities = Capabilities.of(own());
        }
        return capabilities.contains(capability);
    }

    /** Where numbers that were measured here come from. */
    public Provenance provenance() {
        var row = own().query(SqlFile.read("cluster/provenance.sql")).row(0);
        var nodes = nodes();
        int hosts = ownsServers() ? 1 : (int) nodes.stream().map(node -> node.server().host()).distinct().count();
        return new Provenance(engine(), row.text("postgres_version"), row.text("citus_version"),
                (int) nodes.stream().filter(node -> !node.coordinator()).count(), hosts,
                row.text("fsync"), row.text("synchronous_commit"));
    }

    /** Which node can connect to which, by {@code citus_check_cluster_node_health()}: a cell for every pair. */
    public List<HealthCell> health() {
        var nodes = nodes();
        return own().query(SqlFile.read("cluster/health.sql")).stream()
                .map(row -> new HealthCell(name(nodes, row, "from"), name(nodes, row, "to"), row.truth("ok"))).toList();
    }

    private String name(List<Node> nodes, Rows.Row row, String side) {
        String host = row.text(side + "_nodename");
        int port = row.integer(side + "_nodeport");
        return nodes.stream().map(node -> amongNodes(node.server()))
                .filter(server -> server.port() == port
                        && (server.host().equals(host) || server.name().equals("coordinator")))
                .map(Server::name).findFirst().orElse(host + ":" + port);
    }

    /**
     * Ends a node's server at once, as a crash would: no checkpoint, its clients cut off.
     *
     * @throws LabException if the lab did not start it
     */
    public void kill(Node node) {
        choice.engine().kill(node.server());
    }

    /**
     * Starts a node's server again and waits until it answers.
     *
     * @return the node, at another port if something else listens at the old one by now
     * @throws LabException if it does not start, or the lab did not start it in the first place
     */
    public Node restart(Node node) {
        Server server = choice.engine().restart(node.server());
        servers = choice.engine().running().orElse(servers);
        if (server.port() != node.server().port()) {
            registration().ensure(servers, Progress.SILENT);
        }
        return nodes().stream().filter(each -> each.nodeId() == node.nodeId()).findFirst().orElseThrow();
    }

    /** What a node's server wrote to its log last; an empty text where the lab cannot see it. */
    public String lastLogLines(Node node) {
        return choice.engine().lastLogLines(node.server());
    }

    /** Ends this handle's own connection; the servers go on. A server that is down by now is no error. */
    @Override
    public synchronized void close() {
        try (var ending = session) {
            session = null;
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }

    /**
     * Stops the servers and closes this handle; data is kept.
     *
     * @throws LabException if the lab did not start them
     */
    public void down() {
        close();
        choice.engine().stop();
    }

    /**
     * Stops the servers, removes their data and closes this handle.
     *
     * @throws LabException if the lab did not start them
     */
    public void reset() {
        close();
        choice.engine().reset();
    }

    /** A server as the other nodes know it, which is how it is registered. */
    public Server amongNodes(Server server) {
        return choice.engine().amongNodes(server);
    }

    /** Lets the nodes log in to one another through the ports of proxies. */
    void admit(Collection<Integer> proxies) {
        choice.engine().admit(proxies);
    }

    private void register(Progress progress) {
        if (choice.engine().ownsServers()) {
            registration().ensure(servers, progress);
        }
    }

    private Registration registration() {
        return new Registration(own(), choice.engine()::amongNodes);
    }

    /** This handle's own session, opened anew if the coordinator was restarted. */
    private synchronized Session own() {
        if (session != null && !session.isAlive()) {
            close();
        }
        if (session == null) {
            session = Session.open(coordinator());
        }
        return session;
    }
}
