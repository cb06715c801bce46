package shardlab.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** A coordinator and its workers, registered with one another and answering. */
public final class Cluster implements AutoCloseable {

    private final Engines.Choice choice;
    private final Engine.Servers servers;
    private final Session session;

    private Cluster(Engines.Choice choice, Engine.Servers servers) {
        this.choice = choice;
        this.servers = servers;
        this.session = Session.open(servers.coordinator());
    }

    /**
     * Attaches to the running cluster of the chosen engine, or starts it.
     *
     * @throws LabException if it cannot be started
     */
    public static Cluster open(Settings settings, Progress progress) {
        var choice = Engines.choose(settings);
        var cluster = new Cluster(choice, choice.engine().start(progress));
        Registration.ensure(cluster.session, cluster.servers, progress);
        return cluster;
    }

    /** Attaches to the running cluster of the chosen engine; empty if it does not run. Starts nothing. */
    public static Optional<Cluster> attach(Settings settings) {
        var choice = Engines.choose(settings);
        return choice.engine().running().map(servers -> new Cluster(choice, servers));
    }

    /** The engine's name. */
    public String engine() {
        return choice.engine().name();
    }

    /** Which engine this is, why it was chosen, and how to choose another. */
    public String choice() {
        return choice.sentence();
    }

    /** The coordinator. */
    public Server coordinator() {
        return servers.coordinator();
    }

    /** The workers, named {@code worker-1} and so on in the order of their node ids. */
    public List<Server> workers() {
        return nodes().stream().filter(node -> !node.coordinator()).map(Node::server).toList();
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
        if (!Registration.possible(session)) {
            var all = new ArrayList<Node>();
            all.add(new Node(1, 0, servers.coordinator(), true, true));
            IntStream.range(0, servers.workers().size())
                    .forEach(i -> all.add(new Node(i + 2, i + 1, servers.workers().get(i), false, true)));
            return all;
        }
        var nodes = new ArrayList<Node>();
        for (Rows.Row row : session.query(SqlFile.read("cluster/nodes.sql"))) {
            boolean coordinator = row.integer("groupid") == 0;
            String name = coordinator ? "coordinator" : "worker-" + row.integer("number");
            nodes.add(new Node(row.integer("nodeid"), row.integer("groupid"),
                    coordinator ? servers.coordinator() : server(name, row), coordinator, row.truth("isactive")));
        }
        return nodes;
    }

    private Server server(String name, Rows.Row row) {
        var like = servers.coordinator();
        return new Server(name, row.text("nodename"), row.integer("nodeport"), like.database(), like.user(), like.password());
    }

    /** Who can connect to whom: every pair of nodes. */
    public List<HealthCell> health() {
        return session.query(SqlFile.read("cluster/health.sql")).stream()
                .map(row -> new HealthCell(name(row, "from"), name(row, "to"), row.truth("ok"))).toList();
    }

    private String name(Rows.Row row, String side) {
        return nodes().stream().map(Node::server).filter(server -> server.port() == row.integer(side + "_port")
                && server.host().equals(row.text(side + "_name"))).map(Server::name).findFirst()
                .orElse(row.text(side + "_name") + ":" + row.integer(side + "_port"));
    }

    /** What the cluster can do. */
    public boolean can(Capability capability) {
        boolean citus = session.query(SqlFile.read("cluster/citus_version.sql")).singleText() != null;
        return citus != (capability == Capability.DIRECT_SHARD_COPY);
    }

    /** Where numbers that were measured here come from. */
    public Provenance provenance() {
        var row = session.query(SqlFile.read("cluster/provenance.sql")).row(0);
        var nodes = nodes();
        int hosts = (int) nodes.stream().map(node -> node.server().host()).distinct().count();
        return new Provenance(engine(), row.text("postgres_version"),
                session.query(SqlFile.read("cluster/citus_version.sql")).singleText(), nodes.size() - 1, hosts,
                row.text("fsync"), row.text("synchronous_commit"));
    }

    /** Ends this handle's own session; the servers go on. */
    @Override
    public void close() {
        session.close();
    }

    /** Stops the servers that the lab started; their data is kept. */
    public void down() {
        close();
        choice.engine().stop();
    }

    /** Stops the servers that the lab started and removes their data. */
    public void reset() {
        close();
        choice.engine().reset();
    }
}
