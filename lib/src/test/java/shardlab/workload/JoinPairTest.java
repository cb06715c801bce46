package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plan;
import shardlab.plan.Plans;
import shardlab.sql.Session;

class JoinPairTest {

    private static final String SETTING = "citus.repartition_join_bucket_count_per_node";

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void allThreeJoinsAnswerAlikeAndNothingIsLeft(Cluster cluster) {
        try (JoinPair pair = JoinPair.of(cluster, 200, 4, Progress.SILENT)) {
            assertThat(pair.repartitioned().rows()).isEqualTo(pair.colocated().rows()).hasSize(200);
            assertThat(pair.pulled().rows()).isEqualTo(pair.colocated().rows());
        }
        try (Session session = cluster.session()) {
            assertThat(session.query("select 1 from pg_namespace where nspname = 'join_tables'").size()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void theColocatedQuestionGoesDownWholeOnEveryEngine(Cluster cluster) {
        try (JoinPair pair = JoinPair.of(cluster, 2_000, 4, Progress.SILENT); Session session = cluster.session()) {
            session.execute(JoinTables.sql("search_path"));
            Plan plan = new Plans(session).explainAnalyze(JoinTables.sql("pair/colocated"));

            assertThat(plan.strategy()).isEqualTo(JoinStrategy.COLOCATED);
            assertThat(plan.receivedRows()).hasValue(pair.colocated().size());
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void theLinksCarryAtLeastWhatIsComputedToLeaveTheWorkers(Cluster cluster) {
        assertThat(new Joins(cluster, Progress.SILENT).carried(2_000, 4)).hasSize(5)
                .allMatch(load -> load.carriedBytes() >= load.computedBytes())
                .filteredOn(load -> load.node().startsWith("worker")).hasSize(4)
                .allMatch(load -> load.carriedBytes() > load.computedBytes() && load.computedBytes() > 0);
    }

    @Test
    void whoWantsTheTablesOfAnotherWaitsAndIsToldForWhom() throws InterruptedException {
        Cluster cluster = TestClusters.embedded();
        var told = new LinkedBlockingQueue<String>();
        CompletableFuture<Integer> second;
        try (JoinPair first = JoinPair.of(cluster, 200, 4, Progress.SILENT)) {
            second = CompletableFuture.supplyAsync(() -> answers(cluster, (what, done, total, unit) -> told.add(what)));
            assertThat(told.poll(60, TimeUnit.SECONDS)).startsWith("waiting for shardlab ")
                    .contains("process " + ProcessHandle.current().pid(), "which has the tables of the schema join_tables");
            JoinTables.drop(cluster);
            assertThat(first.colocated().rows()).hasSize(200);
            assertThat(second).isNotDone();
        }
        assertThat(second.join()).isPositive();
    }

    private static int answers(Cluster cluster, Progress waiting) {
        try (JoinPair pair = JoinPair.of(cluster, 100, 4, waiting)) {
            return pair.colocated().rows().size();
        }
    }

    @Test
    void theNumberOfBucketsThatTheOwnerSetIsPutBack() {
        Cluster cluster = withRepartitionJoins();
        try (Session session = cluster.session()) {
            set(session, "alter system set " + SETTING + " to 6");
            changeAndClose(cluster);
            assertThat(inFile(session)).containsExactly("6");

            set(session, "alter system reset " + SETTING);
            changeAndClose(cluster);
            assertThat(inFile(session)).isEmpty();
        }
    }

    @Test
    void theNumberOfBucketsOfAClusterThatTheLabDidNotStartIsLeftAlone() {
        Cluster cluster = withRepartitionJoins();
        try (Cluster remote = Cluster.open(TestClusters.remote(cluster.coordinator()), Progress.SILENT);
                JoinPair pair = JoinPair.of(remote, 10, 2, Progress.SILENT)) {
            assertThatThrownBy(() -> pair.bucketsPerNode(1)).isInstanceOf(LabException.class)
                    .hasMessageContaining("not the lab's to set");
            assertThat(new Joins(remote, Progress.SILENT).byBuckets(List.of(1, 2), 10, 2, 1)).isEmpty();
        }
    }

    private static Cluster withRepartitionJoins() {
        var found = TestClusters.installed().filter(cluster -> cluster.can(Capability.REPARTITION_JOIN));
        Assumptions.assumeTrue(found.isPresent(), "no cluster with repartition joins, the reason is printed above");
        return found.get();
    }

    private static void changeAndClose(Cluster cluster) {
        try (JoinPair pair = JoinPair.of(cluster, 10, 2, Progress.SILENT); Session session = cluster.session()) {
            pair.bucketsPerNode(2);
            assertThat(inFile(session)).containsExactly("2");
        }
    }

    private static void set(Session session, String sql) {
        session.execute(sql);
        session.query("select pg_reload_conf()");
    }

    private static List<Object> inFile(Session session) {
        return session.query("select setting from pg_file_settings where name = ?", SETTING).stream()
                .map(row -> row.at(0)).toList();
    }
}
