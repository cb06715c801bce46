package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.sql.Server;

/**
 * What becomes of servers and data when things go wrong: the same on both engines whose servers are processes of this
 * machine. For containers there is {@link DockerLifecycleTest}.
 */
abstract class LifecycleContract extends OwnLabContract {

    private static final long NOTE = 4711;

    @Override
    String topic() {
        return "lifecycle";
    }

    @Override
    Path home() {
        return Path.of("lifecycle", "a lab with späce");
    }

    /** A running cluster with one row in a distributed table: what must survive. */
    @BeforeEach
    void clusterWithANote() {
        cluster = Cluster.open(settings, Progress.SILENT);
        try (var session = cluster.session()) {
            if (session.query("select to_regclass('note') is null").single().equals(true)) {
                session.execute("create table note (id bigint primary key)");
                session.query("select create_distributed_table('note', 'id')");
                session.update("insert into note values (?)", NOTE);
            }
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyNodeReachesEveryNode() {
        assertThat(cluster.nodes()).hasSize(5).allMatch(Node::active);
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
    }

    @Test
    void aSecondKernelAttachesToTheSameServers() {
        var pids = pids();
        try (var second = Cluster.open(settings, Progress.SILENT)) {
            assertThat(second.nodes()).isEqualTo(cluster.nodes());
        }
        assertThat(pids()).isEqualTo(pids);
        assertThat(Cluster.attach(settings)).isPresent().get().satisfies(Cluster::close);
    }

    @Test
    void aClusterThatWasStoppedComesBackWithItsData() {
        Cluster.down(settings);
        assertThat(pids()).isEmpty();
        assertThat(Cluster.attach(settings)).isEmpty();
        reopen();
        assertNothingIsLost();
    }

    @Test
    void aKilledWorkerIsStartedAgain() {
        Node worker = cluster.nodes().get(2);
        cluster.kill(worker);
        assertThatThrownBy(() -> cluster.session(worker.server()).close()).isInstanceOf(LabException.class)
                .hasMessageContaining(worker.server().label());
        assertThat(cluster.restart(worker)).isEqualTo(worker);
        assertNothingIsLost();
    }

    @Test
    void openMendsAClusterOfWhichSomeServersWereKilled() {
        var nodes = cluster.nodes();
        cluster.kill(nodes.get(0));
        cluster.kill(nodes.get(3));
        reopen();
        assertNothingIsLost();
    }

    @Test
    void aMachineThatLostPowerComesBackWithItsData() {
        pids().forEach(ServerPids::kill9);
        reopen();
        assertNothingIsLost();
    }

    @Test
    void aFolderThatWasMovedUnderItsServersTakesThemAlong() throws IOException {
        Settings after = settings(Path.of("lifecycle", "moved " + System.nanoTime()));
        cluster.close();
        Files.move(settings.home(), after.home());
        try (Cluster moved = Cluster.open(after, Progress.SILENT)) {
            assertThat(moved.health()).hasSize(25).allMatch(HealthCell::ok);
        } finally {
            Files.move(after.home(), settings.home());
        }
        reopen();
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
        assertNothingIsLost();
    }

    @Test
    void aStalePidFileDoesNotStopAServerThoughAnotherProcessHasItsNumberNow() throws IOException {
        Path file = data("worker-1").resolve("postmaster.pid");
        String ofAServer = Files.readString(file);
        Cluster.down(settings);
        Files.writeString(file, ofAServer.replaceFirst("^\\d+", Long.toString(ProcessHandle.current().pid())));
        reopen();
        assertNothingIsLost();
    }

    @Test
    void serversWhosePortsAreTakenMoveAndAreRegisteredAnew() throws IOException {
        var before = cluster.nodes();
        Cluster.down(settings);
        var squatters = new ArrayList<Squatter>();
        try {
            for (int i : List.of(0, 1, 4)) {
                squatters.add(new Squatter(before.get(i).server().port()));
            }
            reopen();
            assertThat(cluster.nodes()).extracting(Node::nodeId).isEqualTo(before.stream().map(Node::nodeId).toList());
            assertThat(cluster.nodes()).extracting(node -> node.server().port())
                    .doesNotContainAnyElementsOf(squatters.stream().map(Squatter::port).toList());
            assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
            assertNothingIsLost();
        } finally {
            for (var each : squatters) {
                each.close();
            }
        }
    }

    @Test
    void aServerThatDoesNotStartIsToldWithItsLog() throws IOException {
        Cluster.down(settings);
        Path file = data("worker-2").resolve("postgresql.conf");
        String good = Files.readString(file);
        Files.writeString(file, good + "\nshared_buffers = 'very much'\n");
        try {
            assertThatThrownBy(() -> Cluster.open(settings, Progress.SILENT)).isInstanceOf(LabException.class)
                    .hasMessageContaining("worker-2 did not start").hasMessageContaining("very much");
        } finally {
            Files.writeString(file, good);
        }
        reopen();
        assertNothingIsLost();
    }

    @Test
    void aMissingDataFolderIsToldAndTheOthersAreLeftAlone() throws IOException {
        Cluster.down(settings);
        Path aside = Files.move(data("worker-3"), data("worker-3").resolveSibling("aside"));
        assertThatThrownBy(() -> Cluster.open(settings, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("the data of worker-3 is gone").hasMessageContaining("reset");
        Files.move(aside, data("worker-3"));
        reopen();
        assertNothingIsLost();
    }

    @Test
    void resetEndsTheServersAndRemovesTheDataThoughTheLabsMemoryOfThemIsDamaged() throws IOException {
        Path memory = settings.stateFolder().resolve(engine()).resolve("cluster.json");
        Files.writeString(memory, "{ half a fi");
        assertResetLeavesNothing();
    }

    @Test
    void resetEndsTheServersAndRemovesTheDataThoughTheLabsMemoryOfThemIsGone() throws IOException {
        Files.delete(settings.stateFolder().resolve(engine()).resolve("cluster.json"));
        Files.delete(data("coordinator").resolve("../../passfile"));
        Files.delete(data("coordinator").resolve("../../template/password"));
        assertThatThrownBy(() -> Cluster.open(settings, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("memory of them is gone").hasMessageContaining("./lab reset");
        assertResetLeavesNothing();
    }

    private void assertResetLeavesNothing() {
        var pids = pids();
        assertThat(pids).hasSize(5).allMatch(ServerPids::isAlive);
        Cluster.reset(settings);
        assertThat(pids).noneMatch(ServerPids::isAlive);
        assertThat(data("coordinator").getParent()).doesNotExist();
        reopen();
        assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
    }

    @Test
    void whatAnInterruptedStartLeftIsSweptAndKernelsThatStartAtOnceShareOneCluster() throws IOException {
        var other = settings(Path.of("lifecycle", "two kernels"));
        Cluster.reset(other);
        Path halfMade = other.stateFolder().resolve(engine()).resolve("nodes.partial/coordinator");
        Files.createDirectories(halfMade);
        Files.writeString(halfMade.resolve("PG_VERSION"), "18\n");
        try {
            var first = CompletableFuture.supplyAsync(() -> Cluster.open(other, Progress.SILENT));
            try (var second = Cluster.open(other, Progress.SILENT); var joined = first.join()) {
                assertThat(second.nodes()).hasSize(5).isEqualTo(joined.nodes());
            }
            assertThat(halfMade.getParent()).doesNotExist();
            assertNothingIsLost();
        } finally {
            Cluster.reset(other);
        }
        assertThat(other.stateFolder().resolve(engine()).resolve("nodes")).doesNotExist();
        assertNothingIsLost();
    }

    @Test
    void nobodyLogsInWithoutThePasswordAndOnlyTheOwnerCanReadIt() throws IOException {
        Server server = cluster.coordinator();
        for (Node node : cluster.nodes()) {
            var wrong = new Server("coordinator", "127.0.0.1", node.server().port(), server.database(),
                    server.user(), "wrong");
            assertThatThrownBy(() -> cluster.session(wrong).close()).isInstanceOf(LabException.class)
                    .hasMessageContaining("password authentication failed");
        }
        try (Stream<Path> files = Files.list(settings.stateFolder().resolve(engine()))) {
            assertThat(files.filter(file -> file.toString().matches(".*(cluster.json|passfile)")).toList()).hasSize(2)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
        }
    }

    @Test
    void theCaptionSaysWhatWasAskedOfTheServer() {
        assertThat(cluster.provenance().caption()).startsWith(engine() + " · PostgreSQL ")
                .endsWith("1 + 4 nodes on one machine · fsync on, synchronous_commit on");
        assertThat(cluster.choice()).contains(engine(), "--engine");
    }

    void reopen() {
        cluster.close();
        cluster = Cluster.open(settings, Progress.SILENT);
    }

    private void assertNothingIsLost() {
        try (var session = cluster.session()) {
            assertThat(session.query("select id from note").singleNumber()).isEqualTo(NOTE);
        }
        assertThat(cluster.nodes()).hasSize(5);
    }

    private Path data(String server) {
        return settings.stateFolder().resolve(engine()).resolve("nodes").resolve(server);
    }

    /** The processes of the servers by their pid files. */
    private List<Long> pids() {
        return Stream.of("coordinator", "worker-1", "worker-2", "worker-3", "worker-4")
                .map(name -> data(name).resolve("postmaster.pid")).filter(Files::exists)
                .map(ServerPids::of).toList();
    }
}
