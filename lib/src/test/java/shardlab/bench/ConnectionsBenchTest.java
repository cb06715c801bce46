package shardlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.workload.ClientTable;
import shardlab.workload.Connections;

class ConnectionsBenchTest {

    @Test
    void everyPartIsWrittenAsATableCsvJsonAndFigures(@TempDir Path folder) throws Exception {
        var cluster = TestClusters.embedded();
        try (var table = ClientTable.make(cluster, 60, Progress.SILENT)) {
            var bench = new ConnectionsBench(cluster, table, new Connections(cluster, Progress.SILENT).rounds(1).times(3),
                    folder);
            bench.clients(List.of(1, 2), 2);
            bench.pools(2, List.of(1, 2));
            bench.settings();
            bench.firstQueries();
        }
        assertThat(Files.readString(folder.resolve("router.csv"))).contains("way,clients,all clients,statements a second,",
                "p95 (ms)", "one kept by each client,2,", "pool of 2,1,", "a new one each time,1,");
        assertThat(Files.readString(folder.resolve("multi-shard.json"))).contains("\"machine\"", "\"p99 (ms)\"");
        assertThat(Files.readString(folder.resolve("first-queries.md"))).contains("| multi-shard query |");
        for (String figure : List.of("router-throughput", "router-p99", "router-connections", "router-percentiles",
                "littles-law", "multi-shard-throughput", "pools-waiting", "first-queries")) {
            assertThat(folder.resolve(figure + ".png")).isNotEmptyFile();
        }
    }
}
