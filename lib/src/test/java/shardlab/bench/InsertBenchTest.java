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
import shardlab.chart.InsertCharts;
import shardlab.measure.Outcome;
import shardlab.measure.Samples;
import shardlab.measure.Timing;
import shardlab.workload.Inserted;

class InsertBenchTest {

    @Test
    void theWaysAreWrittenAsATableCsvJsonAndAFigure(@TempDir Path folder) throws Exception {
        BenchInserts.report(inserted("cluster · COPY text", "plain PostgreSQL · COPY text"), folder, "inserts-1000");

        assertThat(Files.readString(folder.resolve("inserts-1000.csv")))
                .startsWith("way,where,rows a second,rows a second low,rows a second high,median time\n")
                .contains("COPY text,cluster,1000.00,500.000,2000.00,1.00 s\n");
        assertThat(Files.readString(folder.resolve("inserts-1000.json"))).contains("\"where\" : \"plain PostgreSQL\"");
        assertThat(Files.readString(folder.resolve("inserts-1000.md")))
                .contains("| COPY text | cluster | 1,000 [500, 2,000] |");
        assertThat(folder.resolve("inserts-1000.png")).isNotEmptyFile();
    }

    @Test
    void statementsOfSeveralSizesAreALineForEachPlace(@TempDir Path folder) {
        var sizes = inserted("cluster · 1 rows a statement", "cluster · 10 rows a statement",
                "plain PostgreSQL · 1 rows a statement", "plain PostgreSQL · 10 rows a statement");
        InsertCharts.statementSizes(sizes).save(folder.resolve("sizes.png"));

        assertThat(folder.resolve("sizes.png")).isNotEmptyFile();
    }

    private static Inserted inserted(String... arms) {
        List<Timing> timings = Stream.of(arms).map(arm -> Timing.of(arm,
                Samples.of(List.of(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(2))), 1)).toList();
        return new Inserted(1_000, new Outcome("Every way", timings, 3, 1, OptionalInt.of(1), true, "the same", 1, "here"),
                List.of("Left out: nothing."));
    }
}
