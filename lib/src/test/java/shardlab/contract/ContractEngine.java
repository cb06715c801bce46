package shardlab.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * An engine that the contract is held against: its cluster, started when first asked for, and one session on the
 * coordinator that all tests share, because a new session of the embedded engine has to connect to every worker first.
 */
final class ContractEngine {

    static final ContractEngine EMBEDDED = new ContractEngine("embedded", () -> Optional.of(TestClusters.embedded()), "");
    static final ContractEngine INSTALLED = new ContractEngine("installed", TestClusters::installed,
            "this machine has no Citus for the installed engine");
    static final ContractEngine IMAGE = new ContractEngine("image", TestClusters::image,
            "the Citus image has not been fetched (./lab citus)");

    private final String name;
    private final Supplier<Optional<Cluster>> source;
    private final String missing;
    private Optional<Cluster> cluster;
    private Session session;

    private ContractEngine(String name, Supplier<Optional<Cluster>> source, String missing) {
        this.name = name;
        this.source = source;
        this.missing = missing;
    }

    static final ContractEngine DOCKER = new ContractEngine("docker", () -> TestClusters.inContainers("docker"),
            "this machine has no Docker with the image");
    static final ContractEngine COMPOSE = new ContractEngine("compose", () -> TestClusters.inContainers("compose"),
            "this machine has no Docker with Compose and the image");

    /** The only engine that is to be tested, by {@code ./lab test --engine}; it may not be missing. */
    private static final String ONLY = System.getProperty("shardlab.test.engine", "");

    /** Every engine that the contract names, present or not. */
    static Stream<ContractEngine> all() {
        return Stream.of(EMBEDDED, INSTALLED, IMAGE, DOCKER, COMPOSE)
                .filter(engine -> ONLY.isEmpty() || engine.name.equals(ONLY));
    }

    /** The real Citus that the embedded engine is compared with. */
    static ContractEngine citus() {
        return ONLY.equals(IMAGE.name) ? IMAGE : INSTALLED;
    }

    /** True if the engine is on this machine. */
    boolean isPresent() {
        return find().isPresent();
    }

    /** Skips the test where the engine is not on this machine; TestClusters prints the reason once. */
    void assumePresent() {
        if (name.equals(ONLY) && !isPresent()) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(find().isPresent(), missing);
    }

    /** The cluster of the engine. */
    Cluster cluster() {
        return find().orElseThrow();
    }

    private Optional<Cluster> find() {
        if (cluster == null) {
            cluster = source.get();
        }
        return cluster;
    }

    /** What the cluster can do. */
    boolean can(Capability capability) {
        return cluster().can(capability);
    }

    Server coordinator() {
        return cluster().coordinator();
    }

    /** The shared session on the coordinator. */
    Session session() {
        if (session == null || !session.isAlive()) {
            session = open();
        }
        return session;
    }

    /** The shared session, connected anew: after an outage the old one may hold connections to a worker that are dead. */
    Session reopenSession() {
        session.close();
        session = null;
        return session();
    }

    /** A session of one's own on the coordinator. */
    Session open() {
        return open(new Properties());
    }

    /** A session of one's own with settings of the JDBC driver. */
    Session open(Properties driverSettings) {
        Session opened = Session.open(coordinator(), driverSettings);
        opened.execute("set search_path = contract, public; set client_min_messages = warning; set timezone = 'UTC'");
        return opened;
    }

    /** The workers in the order of their addresses, which is the order in which Citus deals out shards. */
    List<Server> workers() {
        return workerNodes().map(Node::server).toList();
    }

    /** The same workers under the names and ports that {@code pg_dist_node} has for them. */
    List<Server> registeredWorkers() {
        return workerNodes().map(Node::registered).toList();
    }

    private Stream<Node> workerNodes() {
        return cluster().nodes().stream().filter(node -> !node.coordinator())
                .sorted(Comparator.comparing((Node node) -> node.registered().host())
                        .thenComparing(node -> node.registered().port()));
    }

    @Override
    public String toString() {
        return name;
    }
}
