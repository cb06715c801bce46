package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.chart.ExampleCrashes;

class CrashBenchTest {

    @Test
    void crashesAreWrittenByPhaseByNodeAndOneByOne(@TempDir Path folder) throws Exception {
        var found = new CrashFindings(ExampleCrashes.report(true));
        found.write(folder);

        assertThat(Files.readAllLines(folder.resolve("crashes.csv"))).hasSize(1 + 8 * 4 + 1)
                .first().isEqualTo("phase,node,crashes,acknowledged,in doubt,committed,rolled back,lost,doubled,forgotten");
        assertThat(Files.readAllLines(folder.resolve("crashes-by-node.csv"))).hasSize(1 + 4 + 1).last()
                .isEqualTo("all,112,0,48,56,56,0,0,0");
        assertThat(Files.readAllLines(folder.resolve("crash-by-crash.csv"))).hasSize(1 + 112);
        assertThat(Files.readString(folder.resolve("crashes.json"))).contains("\"machine\"", "\"in doubt\"");
        assertThat(folder.resolve("crashes.png")).isNotEmptyFile();
        assertThat(found.sentences())
                .anyMatch(line -> line.startsWith("Nothing was lost and nothing doubled in 112 crashes"));
    }

    @Test
    void whatWasLostAndDoubledIsSaidAndWhatTheAccountsDoNotAgreeWithToo() {
        var found = new CrashFindings(ExampleCrashes.report(false));

        assertThat(found.sentences()).anyMatch(line -> line.contains("56 transfers took money and did not give it"))
                .anyMatch(line -> line.contains("Of all these, 56 had been acknowledged"))
                .anyMatch(line -> line.startsWith("transfers by half: 0 in the tables, 112 were counted"));
        assertThat(ExampleCrashes.report(false).holds()).isFalse();
    }
}
