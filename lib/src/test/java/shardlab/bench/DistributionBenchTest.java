package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.Progress;
import shardlab.TestClusters;

class DistributionBenchTest {

    @Test
    void usersSpreadAsByChanceAndTenStatesDoNot(@TempDir Path folder) throws Exception {
        List<Findings> found = BenchDistribution.run(TestClusters.embedded(), 3_000, folder, Progress.SILENT);

        List<List<Object>> workers = found.get(1).rows();
        assertThat(workers).hasSize(8).filteredOn(row -> row.get(0).equals("users"))
                .allSatisfy(row -> assertThat(row.get(8)).isEqualTo(0L));
        assertThat(workers).filteredOn(row -> row.get(0).equals("users_by_state"))
                .allSatisfy(row -> assertThat((Long) row.get(8)).isGreaterThan(25));
        for (String table : List.of("users", "users_by_state")) {
            assertThat(workers.stream().filter(row -> row.get(0).equals(table)).mapToLong(row -> (Long) row.get(2)).sum())
                    .isEqualTo(3_000);
            assertThat(folder.resolve(table + ".png")).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(folder.resolve("shards.csv"))).hasSize(65);
        assertThat(Files.readString(folder.resolve("workers.json"))).contains("\"machine\"");
    }
}
