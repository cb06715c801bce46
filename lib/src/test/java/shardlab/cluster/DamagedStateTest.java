package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;

/** The lab's memory of its servers, damaged: what runs is found and stopped, and comes back with its data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedStateTest {

    private static final int SERVERS = 5;
    private static final long NOTE = 4711;

    private final Settings settings = TestClusters.settings(Path.of("target", "damaged lab").toAbsolutePath(), "embedded");
    private final Path folder = settings.stateFolder().resolve("embedded");
    private final Path file = folder.resolve("cluster.json");

    @BeforeAll
    void aClusterWithANote() {
        Cluster.reset(settings);
        try (var cluster = Cluster.open(settings, Progress.SILENT); var session = cluster.session()) {
            session.execute("create table note (id bigint)");
            session.query("select create_distributed_table('note', 'id')");
            session.update("insert into note values (?)", NOTE);
        }
    }

    @AfterAll
    void removeAll() {
        Cluster.reset(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no JSON at all", "[]", "{\"servers\": 5}",
        "{\"servers\": {\"name\": \"coordinator\"}}",
        "{\"servers\": [{\"name\": 7, \"port\": \"x\"}], \"password\": []}",
        "{\"servers\": [{\"name\": \"../../coordinator\", \"port\": 5432}], \"password\": \"x\"}",
        "{\"servers\": [{\"name\": \"coordinator\", \"port\": 99999}], \"password\": \"x\"}"})
    void whateverStandsInTheFile(String text) throws IOException {
        damagedWhileItRuns(() -> Files.writeString(file, text));
        damagedWhileItIsDown(() -> Files.writeString(file, text));
    }

    @Test
    void aFileThatWasCutOffInTheMiddle() throws IOException {
        Cluster.open(settings, Progress.SILENT).close();
        String whole = Files.readString(file);
        damagedWhileItRuns(() -> Files.writeString(file, whole.substring(0, whole.length() / 2)));
    }

    @Test
    void aFileThatNamesAFolderThatIsNotThere() throws IOException {
        Cluster.open(settings, Progress.SILENT).close();
        String whole = Files.readString(file);
        String elsewhere = whole.replaceFirst("\"folder\" : \"\"", "\"folder\" : \"/gone\"");
        damagedWhileItRuns(() -> Files.writeString(file, elsewhere));
    }

    @Test
    void aFileThatIsGone() throws IOException {
        damagedWhileItRuns(() -> Files.delete(file));
    }

    @Test
    void aFolderInItsPlace() throws IOException {
        damagedWhileItRuns(() -> {
            Files.delete(file);
            Files.createDirectory(file);
        });
    }

    @Test
    void theFolderOfLogsThatIsGone() throws IOException {
        damagedWhileItRuns(() -> {
            try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
                for (Path log : logs.toList()) {
                    Files.delete(log);
                }
            }
            Files.delete(folder.resolve("logs"));
        });
    }

    private interface Damage {
        void happens() throws IOException;
    }

    private void damagedWhileItRuns(Damage damage) throws IOException {
        Cluster.open(settings, Progress.SILENT).close();
        damage.happens();
        assertThat(Cluster.attach(settings)).isPresent().get().satisfies(cluster -> {
            assertThat(cluster.health()).hasSize(SERVERS * SERVERS).allMatch(HealthCell::ok);
            cluster.close();
        });
        Cluster.down(settings);
        assertThat(running()).isZero();
        comesBack();
    }

    private void damagedWhileItIsDown(Damage damage) throws IOException {
        Cluster.down(settings);
        damage.happens();
        assertThat(Cluster.attach(settings)).isEmpty();
        Cluster.down(settings);
        comesBack();
    }

    private void comesBack() {
        try (var cluster = Cluster.open(settings, Progress.SILENT); var session = cluster.session()) {
            assertThat(session.query("select id from note").singleNumber()).isEqualTo(NOTE);
            assertThat(cluster.health()).hasSize(SERVERS * SERVERS).allMatch(HealthCell::ok);
        }
    }

    private long running() throws IOException {
        try (Stream<Path> nodes = Files.list(folder.resolve("nodes"))) {
            return nodes.filter(node -> Files.exists(node.resolve("postmaster.pid"))).count();
        }
    }
}
