package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;

class ConnectionsTest {

    /** A worker has connections of the other workers, too, and each of those has a pool of its own. */
    private static final double OF_OTHER_NODES = 8;
    private static final String SETTING = "citus.max_adaptive_executor_pool_size";

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyWayEndsItsStatementsAndTheWorkersConnectionsAreSeen(Cluster cluster) {
        try (var table = ClientTable.make(cluster, 40, Progress.SILENT)) {
            var runs = connections(cluster).byClients("ways", table.scan(), List.of(1, 3),
                    List.of(ConnectionWay.KEPT, ConnectionWay.NEW, ConnectionWay.pool(2)));

            assertThat(runs.arms()).hasSize(6).allSatisfy(arm -> {
                assertThat(arm.clients().errors()).isEmpty();
                assertThat(arm.clients().runs().get(0).latencies().count()).isEqualTo(4L * arm.clients().clients());
                assertThat(arm.mostConnections().value()).isPositive();
            });
            assertThat(runs.watched()).isTrue();
            assertThat(runs.lines()).hasSize(6).first().asString().contains("one kept by each client, 1", " on a worker");
            assertThat(runs.law("pool of 2").sentence()).contains("fewer than four");
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aSettingOfCitusHoldsForTheSessionsOfItsArmOrIsRefused(Cluster cluster) {
        try (var table = ClientTable.make(cluster, 40, Progress.SILENT)) {
            var connections = connections(cluster);
            if (cluster.can(Capability.CITUS_SETTINGS)) {
                var asked = ClientStatement.of("select 1 / (current_setting('" + SETTING + "')::int - 3)");
                var runs = connections.bySetting(SETTING, List.of(3, 4), asked, 1);
                assertThat(runs.arm("= 3", 3).clients().errors()).containsOnlyKeys("22012");
                assertThat(runs.arm("= 4", 4).clients().errors()).isEmpty();
            } else {
                assertThatThrownBy(() -> connections.bySetting(SETTING, List.of(1), table.scan(), 1))
                        .isInstanceOf(LabException.class).hasMessageContaining("CITUS_SETTINGS");
            }
        }
    }

    @Test
    void theSharedPoolBoundsEveryWorkersConnectionsAndIsPutBack() {
        Cluster cluster = TestClusters.installed().orElse(null);
        Assumptions.assumeTrue(cluster != null, "this machine has no Citus");
        try (var table = ClientTable.make(cluster, 40, Progress.SILENT)) {
            var runs = connections(cluster).bySharedPool(List.of(20), table.scan(), 2);

            assertThat(runs.arm("= 20", 20).clients().errors()).isEmpty();
            assertThat(runs.arm("= 20", 20).mostConnections().high()).isBetween(2.0, 20.0 + OF_OTHER_NODES);
            assertThatThrownBy(() -> connections(cluster).bySharedPool(List.of(2), table.scan(), 2))
                    .isInstanceOf(LabException.class).hasMessageContaining("too small for 2 clients");
        }
        try (Session session = cluster.session()) {
            assertThat(session.query("select 1 from pg_file_settings where name = 'citus.max_shared_pool_size'").size())
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyNodeAnswersWhereWorkersKnowTheTables(Cluster cluster) {
        try (var table = ClientTable.make(cluster, 40, Progress.SILENT)) {
            var connections = connections(cluster);
            if (cluster.can(Capability.QUERIES_THROUGH_WORKERS)) {
                var runs = connections.throughEveryNode("nodes", table.read(), List.of(5));
                assertThat(runs.arms()).hasSize(2).allSatisfy(arm -> assertThat(arm.clients().errors()).isEmpty());
            } else {
                assertThatThrownBy(() -> connections.throughEveryNode("nodes", table.read(), List.of(5)))
                        .isInstanceOf(LabException.class).hasMessageContaining("QUERIES_THROUGH_WORKERS");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void oneSlowWorkerIsMetByChanceAndTheNodesAreAtTheirOwnPortsAgain(Cluster cluster) {
        List<Node> before = cluster.nodes();
        try (var table = ClientTable.make(cluster, 400, Progress.SILENT)) {
            assertThat(connections(cluster).firstQueries(table, 2)).extracting(FirstQueries::name)
                    .containsExactly("router query", "multi-shard query");
            var seen = new TailLatency(cluster, table, Progress.SILENT)
                    .measure(0.5, List.of(1, 6), 4, Duration.ofMillis(20), 7);

            assertThat(seen).extracting(TailLatency.Fanout::lookups).containsExactly(1, 6);
            assertThat(seen.get(1).slow().hits()).isPositive();
            assertThat(seen.get(1).expected()).isEqualTo(1 - Math.pow(0.5, 6));
            assertThat(seen.get(1).latencies().longest()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
        assertThat(cluster.nodes()).isEqualTo(before);
    }

    @Test
    void aQueryOfFewLookUpsIsPlannedForItsOwnIdsAfterQueriesOfMany() {
        Cluster cluster = TestClusters.embedded();
        try (var table = ClientTable.make(cluster, 400, Progress.SILENT)) {
            var seen = new TailLatency(cluster, table, Progress.SILENT)
                    .measure(0.01, List.of(1, 64), 6, Duration.ofMillis(20), 7);

            assertThat(seen.get(0).slow().hits()).isLessThan(6);
        }
    }

    @Test
    void theServersConnectionsEndInTooManyConnectionsAndAreThereAgain() {
        Cluster cluster = TestClusters.embedded();
        var end = connections(cluster).tooMany();

        assertThat(end.sqlState()).isEqualTo("53300");
        assertThat(end.opened()).isPositive().isLessThanOrEqualTo((int) end.most());
        assertThat(end).asString().contains("max_connections is " + end.most());
        try (Session session = cluster.session()) {
            assertThat(session.query("select 1").singleNumber()).isEqualTo(1);
        }
    }

    @Test
    void whatTakesOthersConnectionsIsNotDoneOnTheirCluster() {
        try (Cluster remote = Cluster.open(TestClusters.remote(TestClusters.embedded().coordinator()), Progress.SILENT)) {
            var connections = connections(remote);
            assertThatThrownBy(connections::tooMany).isInstanceOf(LabException.class)
                    .hasMessageContaining("not the lab's");
        }
    }

    private static Connections connections(Cluster cluster) {
        return new Connections(cluster, Progress.SILENT).rounds(1).times(4);
    }
}
