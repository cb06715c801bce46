package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;

class RemoteTest {

    @Test
    void aClusterByItsUrlIsUsedAndLeftAlone() {
        Cluster there = TestClusters.embedded();
        try (var remote = Cluster.open(TestClusters.remote(there.coordinator()), Progress.SILENT)) {
            assertThat(remote.engine()).isEqualTo("remote");
            assertThat(remote.nodes()).extracting(node -> node.server().label())
                    .isEqualTo(there.nodes().stream().map(node -> node.server().label()).toList());
            assertThatThrownBy(remote::down).isInstanceOf(LabException.class).hasMessageContaining("did not start");
        }
        assertThat(there.nodes()).hasSize(5);
    }

    @Test
    void whatAClusterCanDoIsAskedOfItAndNotOfItsEngine() {
        Cluster there = TestClusters.embedded();
        try (var remote = Cluster.open(TestClusters.remote(there.coordinator()), Progress.SILENT)) {
            for (Capability each : Capability.values()) {
                assertThat(remote.can(each)).as(each.name()).isEqualTo(there.can(each));
            }
            assertThat(remote.can(Capability.REPARTITION_JOIN)).isFalse();
        }
    }

    @Test
    void aUrlThatLeadsNowhereIsToldAndNoOtherEngineTakesItsPlace() {
        assertThatThrownBy(() -> Cluster.open(at("postgres://somewhere"), Progress.SILENT))
                .isInstanceOf(LabException.class).hasMessageContaining("SHARDLAB_URL is no URL");
        assertThatThrownBy(() -> Cluster.open(at("jdbc:postgresql://127.0.0.1:1/lab?user=me"), Progress.SILENT))
                .isInstanceOf(LabException.class).hasMessageContaining("does not let us in");
    }

    @Test
    void theUrlsOptionsReachTheCoordinatorAndTheWorkers() {
        String url = TestClusters.remote(TestClusters.embedded().coordinator()).url().orElseThrow()
                + "&ApplicationName=seen&options=-c%20lock_timeout%3D4711&sslmode=disable";
        try (var remote = Cluster.open(at(url), Progress.SILENT)) {
            for (var node : remote.nodes()) {
                try (var session = remote.session(node.server())) {
                    assertThat(session.query("show application_name").singleText()).isEqualTo("seen");
                    assertThat(session.query("show lock_timeout").singleText()).isEqualTo("4711ms");
                }
            }
        }
    }

    @Test
    void aUrlThatTheDriverWouldReadOnlyInPartIsRefusedWithWhatIsNotUnderstood() {
        assertThatThrownBy(() -> Cluster.open(at("jdbc:postgresql://one:5432,two:5432/lab"), Progress.SILENT))
                .isInstanceOf(LabException.class).hasMessageContaining("several hosts");
        assertThatThrownBy(() -> Cluster.open(at("jdbc:postgresql://one/lab?sslmod=require&user=me"), Progress.SILENT))
                .isInstanceOf(LabException.class).hasMessageContaining("does not know: sslmod");
    }

    @Test
    void workersThatCannotBeReachedFromHereAreNoticed() {
        Cluster there = TestClusters.embedded();
        assertThat(there.reachesWorkers()).isTrue();
        try (var remote = Cluster.open(TestClusters.remote(there.coordinator()), Progress.SILENT)) {
            assertThat(remote.reachesWorkers()).isTrue();
        }
        Node worker = there.nodes().get(3);
        there.kill(worker);
        try (var remote = Cluster.open(TestClusters.remote(there.coordinator()), Progress.SILENT)) {
            assertThat(remote.reachesWorkers()).isFalse();
        } finally {
            there.restart(worker);
        }
    }

    @Test
    void anEngineThatIsNotThereIsToldWithThoseThatAre() {
        var settings = Settings.from(Map.of("SHARDLAB_ENGINE", "abacus"));
        assertThatThrownBy(() -> Cluster.open(settings, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("no engine 'abacus'")
                .hasMessageContaining("remote, compose, docker, image, installed, embedded");
    }

    private static Settings at(String url) {
        return Settings.from(Map.of("SHARDLAB_URL", url));
    }
}
