package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.ChildJvm;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** The monitor's table leaves a cluster as it was, also after a process that was killed in the middle. */
class MonitorTablesTest {

    private static final String OUTSIDE_OF_THE_SCHEMA = """
            select (select count(*) from pg_extension where extname = 'pg_stat_statements') || ' '
                   || coalesce((select string_agg(name || '=' || setting, ' ' order by name, seqno) from pg_file_settings
                                 where name like 'citus.stat%' or name = 'citus.enable_stat_counters'), '')""";

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "installed"})
    void whatAKilledProcessLeftIsPutBackByTheNext(String engine) throws Exception {
        Optional<Cluster> found = engine.equals("embedded")
                ? Optional.of(TestClusters.embedded()) : TestClusters.installed();
        Assumptions.assumeTrue(found.isPresent(), "this machine has no Citus for the installed engine");
        Cluster cluster = found.get();
        List<String> before = outside(cluster);
        killOneAtWork(engine);
        assertThat(outside(cluster)).isNotEqualTo(before);
        MonitorTables.make(cluster, Progress.SILENT).close();
        assertThat(outside(cluster)).isEqualTo(before);
    }

    /** On every node. */
    private static List<String> outside(Cluster cluster) {
        return cluster.nodes().stream().map(node -> {
            try (Session session = Session.open(node.server())) {
                return node.name() + " " + session.query(OUTSIDE_OF_THE_SCHEMA).singleText();
            }
        }).toList();
    }

    private static void killOneAtWork(String engine) throws Exception {
        Settings settings = TestClusters.settings(engine);
        Process child = ChildJvm.start(AtWork.class, List.of(), Map.of("SHARDLAB_ENGINE", engine, "SHARDLAB_SCALE", "small",
                "SHARDLAB_HOME", settings.stateFolder().getParent().toString()));
        try (var said = child.inputReader()) {
            assertThat(said.lines().anyMatch("made"::equals)).as("it has made its table").isTrue();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** A lesson that is killed. */
    static final class AtWork {

        private AtWork() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            MonitorTables.make(Cluster.open(Settings.fromEnvironment(), Progress.SILENT), Progress.SILENT);
            System.out.println("made");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
