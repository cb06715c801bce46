package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.LabException;
import shardlab.TestClusters;

class NetworkTest {

    private static final String ASK_ALL = "select success from run_command_on_workers('select 1')";
    private static final String ASKED = "select count(*) from pg_locks where locktype = 'advisory' and objid = 77";

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aSlowLinkIsFeltAndGoneWhenTheNetworkIsClosed(Cluster cluster) {
        List<Integer> ports = ports(cluster);
        Duration roundTrip = Duration.ofMillis(60);
        try (var network = Network.open(cluster, Link.of(roundTrip, 0)); var session = cluster.session()) {
            assertThat(ports(cluster)).doesNotContainAnyElementsOf(ports);
            long start = System.nanoTime();
            assertThat(session.query(ASK_ALL).stream()).hasSize(4).allMatch(row -> row.truth("success"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(roundTrip);
            assertThat(network.carried()).filteredOn(carried -> carried.node().startsWith("worker"))
                    .hasSize(4).allMatch(carried -> carried.bytesIn() > 0 && carried.bytesOut() > 0);
        }
        assertThat(ports(cluster)).isEqualTo(ports);
        try (var session = cluster.session()) {
            assertThat(session.query(ASK_ALL).stream()).allMatch(row -> row.truth("success"));
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aWorkerThatIsCutOffDoesNotAnswerAndTheOthersDo(Cluster cluster) {
        try (var network = Network.open(cluster, Link.LOOPBACK)) {
            network.cut("worker-2");
            assertThat(answers(cluster)).isEqualTo(3);
            network.set("worker-2", Link.LOOPBACK);
            assertThat(answers(cluster)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void anAnswerThatIsHeldBackArrivesWhenItMayPass(Cluster cluster) {
        try (var network = Network.open(cluster, Link.LOOPBACK); var watch = cluster.session(cluster.node(1).server());
                var behind = cluster.session(cluster.node(1).registered())) {
            network.hold("worker-1", Way.FROM_NODE);
            var answer = CompletableFuture.supplyAsync(() -> behind.query("select pg_advisory_lock(77), 7 as seven"));
            while (watch.query(ASKED).singleNumber() == 0) {
                Thread.onSpinWait();
            }
            assertThat(answer).isNotDone();
            network.pass("worker-1", Way.FROM_NODE);
            assertThat(answer.join().row(0).integer("seven")).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aConnectionThatEndsTakesAlongWhatWasHeldBack(Cluster cluster) {
        try (var network = Network.open(cluster, Link.LOOPBACK); var watch = cluster.session(cluster.node(1).server());
                var behind = cluster.session(cluster.node(1).registered())) {
            network.hold("worker-1", Way.TO_NODE);
            var told = CompletableFuture.runAsync(() -> behind.execute("create table held ()"));
            network.cut("worker-1");
            assertThat(told.handle((done, failure) -> failure).join()).hasRootCauseInstanceOf(Exception.class);
            network.set("worker-1", Link.LOOPBACK);
            network.pass("worker-1", Way.TO_NODE);
            assertThat(watch.query("select to_regclass('held') is null").single()).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void whatAKilledProcessLeftBehindIsMendedByTheNextOpen(Cluster cluster) {
        List<Integer> ports = ports(cluster);
        try (var session = cluster.session()) {
            Node worker = cluster.nodes().get(2);
            session.query("select citus_update_node(?, ?, ?)", worker.nodeId(), worker.server().host(), 9);
            assertThat(ports(cluster)).isNotEqualTo(ports);
        }
        Cluster.open(TestClusters.settings(cluster.engine()), shardlab.Progress.SILENT).close();

        assertThat(ports(cluster)).isEqualTo(ports);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aClusterThatTheLabDidNotStartIsNotPutBehindProxies(Cluster cluster) {
        assertThat(Network.possible(cluster)).isTrue();
        List<Integer> ports = ports(cluster);
        try (var remote = Cluster.open(TestClusters.remote(cluster.coordinator()), shardlab.Progress.SILENT)) {
            assertThat(Network.possible(remote)).isFalse();
            assertThatThrownBy(() -> Network.open(remote, Link.LOOPBACK)).isInstanceOf(LabException.class)
                    .hasMessageContaining("cannot be set on this cluster");
        }
        assertThat(ports(cluster)).isEqualTo(ports);
    }

    @Test
    void aNodeThatIsNotThereIsNamedWithThoseThatAre() {
        try (var network = Network.open(TestClusters.embedded(), Link.LOOPBACK)) {
            assertThatThrownBy(() -> network.cut("worker-9")).isInstanceOf(LabException.class)
                    .hasMessageContainingAll("'worker-9'", "worker-4");
        }
    }

    @Test
    void bytesWaitForThoseBeforeThemAndThenForTheWay() {
        var lane = new Lane();
        Link slow = Link.of(Duration.ofMillis(10), 1_000_000);

        long first = lane.arrival(1_000, slow);
        long second = lane.arrival(1_000, slow);

        assertThat(second - first).isGreaterThanOrEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(lane.bytes()).isEqualTo(2_000);
    }

    @Test
    void linksSayWhatTheyAre() {
        assertThat(Link.CONTINENTS.sentence()).isEqualTo("two continents: 90 ms there and back, 1 Gbit/s");
        assertThat(Link.RACK.sentence()).isEqualTo("one rack: 0.1 ms there and back, 10 Gbit/s");
        assertThat(Link.LOOPBACK.sentence()).isEqualTo("loopback: nothing added");
        assertThat(Link.REGION.severed().sentence()).isEqualTo("one region, cut: nothing gets through");
    }

    private static long answers(Cluster cluster) {
        try (var session = cluster.session()) {
            return session.query(ASK_ALL).stream().filter(row -> row.truth("success")).count();
        }
    }

    private static List<Integer> ports(Cluster cluster) {
        try (var session = cluster.session()) {
            return session.query("select nodeport from pg_dist_node order by nodeid").stream()
                    .map(row -> row.integer("nodeport")).toList();
        }
    }
}
