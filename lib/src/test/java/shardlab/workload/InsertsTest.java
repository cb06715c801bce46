package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

class InsertsTest {

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyWayEndsInTheSameRowsOnTheClusterAndOnPlainPostgresql(Cluster cluster) {
        Inserted inserted = new Inserts(cluster, Progress.SILENT).everyWay(50, 1);

        assertThat(inserted.outcome().answerRows()).hasValue(1);
        assertThat(inserted.arms()).contains("cluster · COPY binary", "plain PostgreSQL · JDBC batch, rewritten",
                "cluster · one row, prepared, autocommit", "plain PostgreSQL · insert … select");
        if (cluster.can(Capability.REPARTITION_JOIN)) {
            assertThat(inserted.arms()).contains("cluster · COPY by every node", "cluster · insert … select, pushed down",
                    "cluster · insert … select, repartition", "cluster · insert … select, pull to coordinator");
        } else {
            assertThat(inserted.arms()).contains("cluster · insert … select");
            assertThat(inserted.remarks()).anyMatch(remark -> remark.startsWith("No COPY by every node"));
        }
        assertThat(inserted.onCluster("COPY text").value()).isPositive();
        assertNothingIsLeft(cluster);
    }

    @Test
    void statementsOfEverySizeEndInTheSameRows() {
        Cluster cluster = TestClusters.embedded();
        Inserted inserted = new Inserts(cluster, Progress.SILENT).byStatementSize(List.of(1, 7, 40, 41), 40, 1);

        assertThat(inserted.arms()).hasSize(6).contains("cluster · 7 rows a statement");
        assertThat(inserted.remarks()).containsExactly("Left out, for there are no more than 40 rows: 41 rows a statement.");
        assertNothingIsLeft(cluster);
    }

    @Test
    void onAClusterThatIsNotTheLabsALocalTableStandsInForThePlainServer() {
        Cluster cluster = TestClusters.embedded();
        try (Cluster remote = Cluster.open(TestClusters.remote(cluster.coordinator()), Progress.SILENT)) {
            Inserted inserted = new Inserts(remote, Progress.SILENT).bulk(20, 1);

            assertThat(inserted.arms()).contains("cluster · COPY text", "local table · COPY text")
                    .noneMatch(arm -> arm.contains("one row"));
            assertThat(inserted.outcome().caption()).contains("The local table is one of the coordinator's own");
        }
        assertNothingIsLeft(cluster);
    }

    private static void assertNothingIsLeft(Cluster cluster) {
        try (Session session = cluster.session()) {
            assertThat(session.query("select 1 from pg_namespace where nspname like 'insert_lab%'").size()).isZero();
            assertThat(session.query("select 1 from pg_database where datname like 'insert_lab%'").size()).isZero();
        }
    }
}
