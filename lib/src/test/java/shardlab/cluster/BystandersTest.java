package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;

/** Processes that are nobody's servers and happen to be in a data folder: nothing the lab does may end them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the system does not tell where a process works")
class BystandersTest {

    private final Settings settings = TestClusters.settings(Path.of("target", "bystanders").toAbsolutePath(), "embedded");
    private final List<Process> bystanders = new ArrayList<>();
    private Path data;

    @BeforeAll
    void startWithNothing() {
        Cluster.reset(settings);
    }

    @BeforeEach
    void aClusterThatIsDown() {
        Cluster.open(settings, Progress.SILENT).close();
        Cluster.down(settings);
        data = settings.stateFolder().resolve("embedded/nodes/coordinator");
    }

    @AfterEach
    void endBystanders() {
        bystanders.forEach(Process::destroyForcibly);
        Cluster.down(settings);
    }

    @AfterAll
    void removeAll() {
        Cluster.reset(settings);
    }

    @Test
    void upEndsNoProcessThatMerelyWorksInADataFolder() throws IOException {
        Process shell = inDataFolder("sleep", "600");
        Cluster.open(settings, Progress.SILENT).close();
        assertThat(shell.isAlive()).isTrue();
    }

    @Test
    void aProcessWhoseNumberIsInAStalePidFileIsNoServer() throws IOException {
        Process shell = inDataFolder("sleep", "600");
        leavePidFileOf(shell);
        assertThat(Cluster.attach(settings)).isEmpty();
        Cluster.down(settings);
        assertThat(shell.isAlive()).isTrue();
        Cluster.open(settings, Progress.SILENT).close();
        assertThat(shell.isAlive()).isTrue();
    }

    @Test
    void aProgramThatIsOnlyCalledPostgresIsNoServer() throws IOException {
        Process impostor = inDataFolder(programCalledPostgres(settings.home().resolve("impostor")).toString(), "600");
        leavePidFileOf(impostor);
        Cluster.down(settings);
        Cluster.open(settings, Progress.SILENT).close();
        assertThat(impostor.isAlive()).isTrue();
    }

    @Test
    void anotherPostgresqlInADataFolderIsLeftAloneAndNotStartedBeside() throws IOException {
        Path bin = settings.home().resolve("other");
        Path other = programCalledPostgres(bin);
        Files.writeString(bin.resolve("pg_ctl"), "");
        Process server = inDataFolder(other.toString(), "600");
        assertThatThrownBy(() -> Cluster.open(settings, Progress.SILENT).close()).isInstanceOf(LabException.class)
                .hasMessageContaining(String.valueOf(server.pid()));
        assertThat(server.isAlive()).isTrue();
    }

    private static Path programCalledPostgres(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.copy(Path.of("/bin/sleep").toRealPath(), folder.resolve("postgres"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Process inDataFolder(String... command) throws IOException {
        Process process = new ProcessBuilder(command).directory(data.toFile()).start();
        bystanders.add(process);
        return process;
    }

    private void leavePidFileOf(Process process) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), process.pid() + "\n" + data + "\n"
                + System.currentTimeMillis() / 1000 + "\n5432\n\n127.0.0.1\n  1 1\nready\n");
    }
}
