package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.measure.Outcome;
import shardlab.measure.Samples;
import shardlab.measure.Timing;
import shardlab.workload.TransferReadings;
import shardlab.workload.TransferTables;

/** What the bench of transactions writes. */
class TransactionBenchTest {

    @Test
    void theTimesAreWrittenAsATableCsvJsonAndAFigure(@TempDir Path folder) throws Exception {
        List<Timing> timings = Stream.of("one shard", "two workers").map(arm -> Timing.of(arm,
                Samples.of(List.of(Duration.ofMillis(2), Duration.ofMillis(1), Duration.ofMillis(4))), 1)).toList();
        BenchTransactions.latency(new Outcome("One transfer", timings, 3, 1, OptionalInt.empty(), true, "no answers", 1,
                "here"), folder);

        assertThat(Files.readString(folder.resolve("latency.csv"))).isEqualTo("accounts in,time (ms),time (ms) low,"
                + "time (ms) high\none shard,2.00000,1.00000,4.00000\ntwo workers,2.00000,1.00000,4.00000\n");
        assertThat(Files.readString(folder.resolve("latency.json"))).contains("\"accounts in\" : \"two workers\"");
        assertThat(folder.resolve("latency.png")).isNotEmptyFile();
    }

    @Test
    void theReadsAreWrittenAsATableCsvJsonAndAFigure(@TempDir Path folder) throws Exception {
        BenchTransactions.reads(List.of(new TransferReadings("one shard", 30, 0, 0, 400)), "here", folder);

        assertThat(Files.readString(folder.resolve("reads.csv"))).endsWith("one shard,30,0,0,400\n");
        assertThat(folder.resolve("reads.png")).isNotEmptyFile();
    }

    @Test
    void clientsMoveMoneyWithinAndBetweenBranchesAndTheSumStays(@TempDir Path folder) throws Exception {
        Cluster cluster = TestClusters.embedded();
        try (var tables = TransferTables.make(cluster, 20, 10, Progress.SILENT); var session = cluster.session()) {
            new TransferClientsBench(cluster, tables, 0, 1).run(List.of(1), 1, 42, Progress.SILENT).report(folder);

            assertThat(tables.audit(session).sumStays()).isTrue();
            assertThat(session.query("select count(*) > 0 from transfer_lab.account where balance <> 1000").single())
                    .isEqualTo(true);
        }
        assertThat(Files.readString(folder.resolve("clients.csv")))
                .contains("within a branch,1,", "between two branches,1,");
        assertThat(folder.resolve("clients.png")).isNotEmptyFile();
    }
}
