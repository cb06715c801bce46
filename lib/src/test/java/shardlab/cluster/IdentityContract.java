package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.ChildJvm;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.retail.Invariant;
import shardlab.retail.Retail;
import shardlab.sharding.Sharding;

/** A node is known by its group, whatever becomes of its address and of the others. The same on both local engines. */
abstract class IdentityContract extends OwnLabContract {

    private static final String ASK_ALL = "select success from run_command_on_workers('select 1')";

    @Override
    String topic() {
        return "identity";
    }

    @Override
    Path home() {
        return Path.of("identity", engine());
    }

    @BeforeEach
    void open() {
        cluster = Cluster.open(settings, Progress.SILENT);
    }

    /** Every test begins with the four workers of a new cluster. */
    @AfterEach
    void close() {
        boolean asNew = names().equals(List.of("coordinator", "worker-1", "worker-2", "worker-3", "worker-4"));
        cluster.close();
        if (!asNew) {
            Cluster.reset(settings);
        }
    }

    @Test
    void removingAWorkerRenamesNobody() {
        List<Node> before = cluster.nodes();
        cluster.removeWorker(cluster.node(1));

        assertThat(cluster.nodes()).isEqualTo(List.of(before.get(0), before.get(2), before.get(3), before.get(4)));
        reopen();
        assertThat(names()).containsExactly("coordinator", "worker-2", "worker-3", "worker-4");
        assertThat(cluster.health()).hasSize(16).allMatch(HealthCell::ok);
        Retail.of(cluster.coordinator()).workers(cluster.workers())
                .directShardCopy(cluster.can(Capability.DIRECT_SHARD_COPY)).sales(10_000).ensure(Progress.SILENT);
        try (var session = cluster.session()) {
            assertThat(new Sharding(session).shardMap("retail.sale").nodes())
                    .containsExactly("worker-2", "worker-3", "worker-4");
        }
        assertThat(Retail.of(cluster.coordinator()).checkInvariants()).allMatch(Invariant::ok);
    }

    @Test
    void aWorkerThatWasTakenOutByHandStaysOutAndItsServerCanBeAddedAgainByHand() {
        var worker = cluster.node(1);
        var server = worker.registered();
        try (var session = cluster.session()) {
            session.query("select citus_remove_node(?, ?)", server.host(), server.port());
            reopen();
            assertThat(names()).containsExactly("coordinator", "worker-2", "worker-3", "worker-4");
        }
        try (var session = cluster.session()) {
            session.query("select citus_add_node(?, ?)", server.host(), server.port());
        }
        assertThat(names()).containsExactly("coordinator", "worker-2", "worker-3", "worker-4", "worker-5");
        assertThat(cluster.node(5).server().port()).isEqualTo(server.port());
        cluster.kill(cluster.node(5));
        assertThat(cluster.answers(cluster.node(5))).isFalse();
        reopen();
        assertThat(cluster.answers(cluster.node(5))).isTrue();
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
    }

    @Test
    void aFifthWorkerJoinsAndIsThereAfterAStopAndLeavesAgain() {
        var fifth = cluster.addWorker(Progress.SILENT);
        assertThat(fifth.name()).isEqualTo("worker-5");
        assertThat(cluster.health()).hasSize(36).allMatch(HealthCell::ok);
        Cluster.down(settings);
        reopen();
        assertThat(cluster.health()).hasSize(36).allMatch(HealthCell::ok);
        assertThat(cluster.provenance().workers()).isEqualTo(5);

        cluster.removeWorker(cluster.node(5));
        assertThat(names()).doesNotContain("worker-5");
        assertThat(cluster.addWorker(Progress.SILENT).name()).isEqualTo("worker-6");
        assertThat(cluster.health()).hasSize(36).allMatch(HealthCell::ok);
    }

    @Test
    void aNumberOfWorkersThatIsNotThereIsToldWithWhatIs() {
        var six = Settings.from(Map.of("SHARDLAB_HOME", settings.home().toString(),
                "SHARDLAB_ENGINE", engine(), "SHARDLAB_WORKERS", "6"));
        assertThatThrownBy(() -> Cluster.open(six, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContainingAll("has 4 workers, and 6 were asked for", "./lab reset --engine " + engine());
        Cluster.reset(six);
        try (var larger = Cluster.open(six, Progress.SILENT)) {
            assertThat(larger.workers()).hasSize(6).extracting(server -> server.name()).endsWith("worker-6");
            assertThat(larger.health()).hasSize(49).allMatch(HealthCell::ok);
        }
        reopen();
        assertThat(cluster.workers()).hasSize(6);
    }

    @Test
    void aHandleThatAskedAWorkerBeforeItWasKilledAsksAgainWhenItIsBack() {
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
        cluster.kill(cluster.node(2));
        cluster.restart(cluster.node(2));
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
    }

    @Test
    void aNodeBehindAProxyIsKilledAndStartedAgainAndStaysBehindIt() {
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            var worker = cluster.node(2);
            cluster.kill(worker);
            assertThat(answers()).isEqualTo(3);
            assertThat(cluster.lastLogLines(worker)).isNotBlank();
            assertThat(cluster.restart(worker)).isEqualTo(worker);
            assertThat(answers()).isEqualTo(4);
            assertThat(cluster.node(2).registered().port()).isNotEqualTo(worker.server().port());
            network.cut("worker-2");
            assertThat(answers()).isEqualTo(3);
        }
        assertAllAtTheirOwnPorts();
    }

    @Test
    void aNodeWhosePortIsTakenWhileItIsDownComesBackBehindTheSameProxy() throws IOException {
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            var worker = cluster.node(3);
            cluster.kill(worker);
            try (var squatter = new Squatter(worker.server().port())) {
                assertThat(cluster.restart(worker).server().port()).isNotEqualTo(squatter.port());
                assertThat(answers()).isEqualTo(4);
                assertThat(network.carried()).hasSize(5);
            }
        }
        assertAllAtTheirOwnPorts();
    }

    @Test
    void aNetworkIsClosedThoughAWorkerIsDownAndTheWorkerIsToldWhenItIsBack() {
        var worker = cluster.node(4);
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            cluster.kill(worker);
        }
        assertThat(answers()).isEqualTo(3);
        cluster.restart(worker);
        assertAllAtTheirOwnPorts();
        assertEveryNodeKnows(cluster.nodes());
    }

    @Test
    void aCoordinatorThatIsKilledBehindItsProxyComesBackAndTheNetworkStays() {
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            cluster.kill(cluster.node(0));
            reopenElsewhere();
            assertThat(answers()).isEqualTo(4);
            assertThat(cluster.nodes()).noneMatch(node -> node.registered().port() == node.server().port());
            network.cut("worker-1");
            assertThat(answers()).isEqualTo(3);
        }
        assertAllAtTheirOwnPorts();
    }

    @Test
    void aSecondNetworkIsRefusedWithWhoHasTheFirst() {
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            assertThatThrownBy(() -> Network.open(cluster, Link.REGION)).isInstanceOf(LabException.class)
                    .hasMessageContainingAll("cannot be changed now", "process " + ProcessHandle.current().pid(),
                            "a network of its own");
            assertThat(answers()).isEqualTo(4);
        }
        Network.open(cluster, Link.LOOPBACK).close();
        assertAllAtTheirOwnPorts();
    }

    @Test
    void aSecondOpenDuringAMeasurementLeavesTheProxiesAndSaysWhoseTheyAre() throws Exception {
        List<Integer> own = cluster.nodes().stream().map(node -> node.server().port()).toList();
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            assertThat(anotherProcess()).contains("has put the nodes behind a network of its own",
                    "process " + ProcessHandle.current().pid());
            reopenElsewhere();
            assertThat(cluster.nodes()).extracting(node -> node.registered().port())
                    .doesNotContainAnyElementsOf(own);
            network.cut("worker-3");
            assertThat(answers()).isEqualTo(3);
        }
        assertAllAtTheirOwnPorts();
        assertThat(anotherProcess()).doesNotContain("network of its own");
    }

    @Test
    void closingTheHandleEndsItsNetwork() {
        Network.open(cluster, Link.LOOPBACK);
        reopen();
        assertAllAtTheirOwnPorts();
        assertThat(cluster.choice()).doesNotContain("network of its own");
    }

    /** The sentence that the first cell of another notebook shows. */
    private String anotherProcess() throws Exception {
        var output = ChildJvm.run(OpenProbe.class, List.of(), Map.of("SHARDLAB_HOME",
                settings.home().toString(), "SHARDLAB_ENGINE", engine()));
        assertThat(output.status()).as(output.text()).isZero();
        return output.text();
    }

    /** As another notebook's first cell does: by a handle of its own. */
    private void reopenElsewhere() {
        Cluster.open(settings, Progress.SILENT).close();
    }

    private void reopen() {
        cluster.close();
        cluster = Cluster.open(settings, Progress.SILENT);
    }

    private List<String> names() {
        return cluster.nodes().stream().map(Node::name).toList();
    }

    private void assertAllAtTheirOwnPorts() {
        assertThat(cluster.nodes()).allMatch(node -> node.registered().port() == node.server().port());
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
        assertThat(answers()).isEqualTo(4);
    }

    private void assertEveryNodeKnows(List<Node> nodes) {
        for (Node node : nodes) {
            try (var session = cluster.session(node.server())) {
                assertThat(session.query("select nodeport from pg_dist_node order by groupid").stream()
                        .map(row -> row.integer("nodeport")).toList()).as(node.name())
                        .isEqualTo(nodes.stream().map(each -> each.registered().port()).toList());
            }
        }
    }

    private long answers() {
        try (var session = cluster.session()) {
            return session.query(ASK_ALL).stream().filter(row -> row.truth("success")).count();
        }
    }
}
