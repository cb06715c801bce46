package shardlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The report finds what is wrong, and changes nothing. */
class HealthReportTest {

    static Stream<String> engines() {
        return Stream.of("embedded", "installed");
    }

    private static Cluster cluster(String engine) {
        Optional<Cluster> found = engine.equals("embedded") ? Optional.of(TestClusters.embedded())
                : TestClusters.installed();
        Assumptions.assumeTrue(found.isPresent(), "this machine has no Citus for the installed engine");
        return found.get();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatOthersHaveFilledIsJudged(String engine) throws IOException {
        Cluster cluster = cluster(engine);
        try (Session session = cluster.session(); Session forgotten = cluster.session()) {
            try {
                for (String statement : ads().strip().split(";\n", -1)) {
                    session.execute(statement);
                }
                forgotten.execute("begin; select 'host=here password=opensesame'");
                HealthReport report = HealthReport.of(cluster);
                assertThat(titles(report)).contains("A distributed table has no primary key",
                        "One worker has far more than its part", "One shard has far more than its part",
                        "A foreign key has no index on the side that refers");
                assertThat(report.findings()).isSortedAccordingTo(Comparator.comparing(HealthFinding::severity));
                assertThat(ReportPage.of(report)).contains("shard ", "ads.click", "<!DOCTYPE html>")
                        .doesNotContain("opensesame").doesNotContain(cluster.coordinator().password());
            } finally {
                forgotten.execute("rollback");
                session.execute("set client_min_messages = warning");
                session.execute("drop schema ads cascade");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void itsSessionCannotWrite(String engine) {
        try (Session session = cluster(engine).session()) {
            session.execute(SqlFile.read("report/session.sql"));
            assertThatThrownBy(() -> session.execute("create table written (id int)")).hasMessageContaining("read-only");
        }
    }

    private static List<String> titles(HealthReport report) {
        return report.findings().stream().map(HealthFinding::title).toList();
    }

    private static String ads() throws IOException {
        try (InputStream in = HealthReportTest.class.getResourceAsStream("/shardlab/report/ads.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
