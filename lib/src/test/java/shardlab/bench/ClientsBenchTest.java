package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.measure.Median;
import shardlab.sql.Session;
import shardlab.workload.ClientTable;

class ClientsBenchTest {

    @Test
    void theLabsClientsStandBesidePgbenchOrItIsSaidThatThereIsNone(@TempDir Path folder) throws Exception {
        var cluster = TestClusters.embedded();
        boolean pgbench = Pgbench.find(cluster.coordinator()).isPresent();
        var bench = new ClientsBench(cluster, 0, 1, 1);
        try (var table = ClientTable.make(cluster, 20, Progress.SILENT)) {
            var found = bench.run(table.read(), List.of(1, 2), 1, 7, Progress.SILENT);
            found.write(folder, "clients");
            bench.draw(folder);

            assertThat(found.rows()).hasSize(pgbench ? 4 : 2).allSatisfy(row ->
                    assertThat(((Median) row.get(2)).value()).isPositive());
            assertThat(found.rows()).extracting(row -> row.get(7)).containsOnly("none");
        }
        assertThat(bench.remarks().toString().contains("There is no pgbench")).isEqualTo(!pgbench);
        assertThat(Files.readString(folder.resolve("clients.csv"))).startsWith("by,clients,statements a second,")
                .contains("the lab,1,", "the lab,2,");
        assertThat(Files.readString(folder.resolve("clients.json"))).contains("\"machine\"", "\"p99 (ms)\"");
        assertThat(folder.resolve("clients-throughput.png")).isNotEmptyFile();
        assertThat(folder.resolve("clients-latency.png")).isNotEmptyFile();
        try (Session session = cluster.session()) {
            assertThat(session.query("select 1 from pg_namespace where nspname = 'client_lab'").size()).isZero();
        }
    }

    @Test
    void pgbenchsLogIsReadWithoutItsWarmUp() {
        var run = new PgbenchLog(List.of("0 1 1000 0 100 1000", "0 2 400000 0 100 900000", "1 1 500000 0 101 500000",
                "1 2 failed 0 101 700000", "0 3 300000 0 102 600000", "1 3 1 0 109 0"))
                .run(2, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(60));

        assertThat(run.latencies().count()).isEqualTo(2);
        assertThat(run.throughput()).isEqualTo(1);
        assertThat(run.errors()).isEqualTo(Map.of("failed", 1L));
        assertThat(run.seconds()).hasSize(2);
        assertThat(run.seconds().get(0).failed()).isEqualTo(1);
        assertThat(run.seconds().get(1).done()).isEqualTo(1);
        assertThat(run.cpu()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void anEmptyLogOfPgbenchIsSaid() {
        assertThatThrownBy(() -> new PgbenchLog(List.of()).run(1, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(LabException.class).hasMessageContaining("ended not one statement");
    }

    @Test
    void findingsAreTheSameInEveryForm() throws Exception {
        var found = new Findings("speed", List.of("way", "rows a second", "errors"), List.of(
                List.of("COPY, text", new Median(12_345, 11_000, 13_000, 7), 0),
                List.of("one row", new Median(2.5, 2.5, 2.5, 1), 4L)), "Measured here.");

        assertThat(found.table()).contains("12,345 [11,000, 13,000]", "2.50", "Measured here.");
        assertThat(found.markdown()).contains("| COPY, text | 12,345 [11,000, 13,000] | 0 |", "|---|--:|--:|");
        assertThat(found.csv()).isEqualTo("""
                way,rows a second,rows a second low,rows a second high,errors
                "COPY, text",12345.0,11000.0,13000.0,0
                one row,2.50000,2.50000,2.50000,4
                """);
        assertThat(found.json()).contains("\"rows a second\"", "\"high\" : 13000.0");
    }
}
