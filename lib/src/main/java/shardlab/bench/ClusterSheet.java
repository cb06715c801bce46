package shardlab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import shardlab.cluster.Cluster;
import shardlab.cluster.Provenance;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What was measured on: written beside a cluster's results, and read for the report.
 *
 * @param name     engine and version, a folder's name too
 * @param measured the day on which it was measured
 * @param machine  the machine that the clients ran on
 * @param facts    engine, versions, nodes, durability
 * @param settings what the coordinator is set to
 */
record ClusterSheet(String name, String measured, String machine, Map<String, String> facts, Map<String, String> settings) {

    static final String FILE = "cluster.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks the coordinator. */
    static ClusterSheet of(Cluster cluster) {
        try (Session session = cluster.session()) {
            Map<String, String> settings = new LinkedHashMap<>();
            session.query(SqlFile.read("bench/all/settings.sql"))
                    .forEach(row -> settings.put(row.text("name"), row.text("value")));
            Provenance from = cluster.provenance();
            return new ClusterSheet(name(from), today(), Machine.line(), from.facts(), settings);
        }
    }

    private static String today() {
        return LocalDate.now(ZoneId.systemDefault()).toString();
    }

    private static String name(Provenance from) {
        return from.engine() + (from.citusVersion() == null ? "" : "-citus-" + from.citusVersion())
                + "-postgresql-" + from.postgresVersion();
    }

    void write(Path folder) {
        ResultFolder.write(folder, () ->
                JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), this));
    }

    static ClusterSheet read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), ClusterSheet.class);
    }
}
