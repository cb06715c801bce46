package shardlab.sharding;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** Runs a class of tests on every engine of this machine, each test with an empty schema that is dropped afterwards. */
@ParameterizedClass(name = "on {0}")
@MethodSource("engines")
abstract class ShardingTestBase {

    /** An engine: how to get a session on its coordinator, and its workers. */
    record TestedEngine(String name, Supplier<Session> sessions, List<Server> workers) {

        static TestedEngine of(Cluster cluster) {
            return new TestedEngine(cluster.engine(), cluster::session, cluster.workers());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Parameter
    TestedEngine engine;

    Session session;
    Sharding sharding;

    static Stream<TestedEngine> engines() {
        return Stream.of(Optional.of(TestClusters.embedded()), TestClusters.installed())
                .flatMap(Optional::stream).map(TestedEngine::of);
    }

    @BeforeEach
    void startWithAnEmptySchema() {
        session = engine.sessions().get();
        session.execute("set client_min_messages = warning");
        session.execute("drop schema if exists sharding_test cascade");
        session.execute("create schema sharding_test");
        session.execute("set search_path = sharding_test, public");
        sharding = new Sharding(session);
    }

    @AfterEach
    void dropTheSchema() {
        session.execute("drop schema if exists sharding_test cascade");
        session.close();
    }

    /** Texts as one parameter of type {@code text[]}. */
    Object array(List<String> texts) {
        try {
            return session.jdbc().createArrayOf("text", texts.toArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
