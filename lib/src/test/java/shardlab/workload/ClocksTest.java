package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;

class ClocksTest {

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void bothClocksAreReadAndTheSessionIsAsItWas(Cluster cluster) {
        try (var session = cluster.session()) {
            assertThat(Clocks.possible(session)).isTrue();

            var outcome = Clocks.both(session, "", "select count(*) from pg_class where oid < ?", 100);

            assertThat(outcome.of(Clocks.SERVER).median()).isPositive();
            assertThat(outcome.of(Clocks.CLIENT).median()).isPositive();
            assertThat(session.query("show log_duration").singleText()).isEqualTo("off");
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aRoleThatIsNoSuperuserMayNotAskTheServersClock(Cluster cluster) {
        try (var session = cluster.session()) {
            session.execute("set role pg_monitor");

            assertThat(Clocks.possible(session)).isFalse();
        }
    }
}
