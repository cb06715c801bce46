package shardlab.contract;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * An engine that the contract is held against: its servers, and one session on the coordinator that all tests share,
 * because a new session of the embedded engine has to connect to every worker first.
 */
final class ContractEngine {

    /** A coordinator to hold the contract against as well, such as {@code jdbc:postgresql://127.0.0.1:5432/postgres}. */
    private static final String URL = "SHARDLAB_CONTRACT_URL";

    private static final Set<String> SKIPS_TOLD = new TreeSet<>();
    private static final ContractEngine REMOTE = remote();

    private final String name;
    private final Server coordinator;
    private final String missing;
    private Session session;
    private List<Server> workers;

    private ContractEngine(String name, Server coordinator, String missing) {
        this.name = name;
        this.coordinator = coordinator;
        this.missing = missing;
    }

    /** Every engine that the contract names, present or not. */
    static Stream<ContractEngine> all() {
        return Stream.of(REMOTE);
    }

    /** Skips the test, with the reason printed, where the engine is not on this machine. */
    void assumePresent() {
        if (missing != null && SKIPS_TOLD.add(name)) {
            System.out.println("contract: skipped on " + name + ": " + missing);
        }
        Assumptions.assumeTrue(missing == null, missing);
    }

    /** The shared session on the coordinator. */
    Session session() {
        if (session == null || !session.isAlive()) {
            session = open(new Properties());
        }
        return session;
    }

    /** A session of one's own on the coordinator. */
    Session open(Properties driverSettings) {
        return entered(Session.open(coordinator, driverSettings));
    }

    /** The workers in the order of their addresses, which is the order in which Citus deals out shards. */
    List<Server> workers() {
        if (workers == null) {
            workers = session().query("select * from citus_get_active_worker_nodes() order by 1, 2").stream()
                    .map(row -> new Server("worker-" + row.number("node_port"), row.text("node_name"),
                            row.integer("node_port"), coordinator.database(), coordinator.user(), coordinator.password()))
                    .toList();
        }
        return workers;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Session entered(Session session) {
        session.execute("set search_path = contract, public; set client_min_messages = warning; set timezone = 'UTC'");
        return session;
    }

    private static ContractEngine remote() {
        String url = System.getenv(URL);
        if (url == null) {
            return new ContractEngine("remote", null, "no coordinator is given in " + URL);
        }
        URI address = URI.create(url.substring("jdbc:".length()));
        return new ContractEngine("remote", new Server("coordinator", address.getHost(), address.getPort(),
                address.getPath().substring(1), "postgres", ""), null);
    }
}
