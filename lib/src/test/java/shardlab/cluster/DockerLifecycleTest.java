package shardlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;
import shardlab.engine.Engines;

/** What becomes of containers and volumes that the lab starts; the docker command is asked what there is. */
class DockerLifecycleTest {

    private static final Settings SETTINGS =
            TestClusters.settings(Path.of("target", "lifecycle", "containers").toAbsolutePath(), "docker");
    private static final String LABEL = "label=shardlab.home=" + SETTINGS.stateFolder().toAbsolutePath().normalize();

    private static boolean docker;

    @BeforeAll
    static void startWithNothing() {
        var fitness = Engines.all(TestClusters.settings("embedded")).stream()
                .filter(each -> each.name().equals("docker")).findFirst().orElseThrow().fitness();
        if (!fitness.fits()) {
            System.out.println("lifecycle not tested on docker: " + fitness.reason());
        }
        Assumptions.assumeTrue(fitness.fits(), fitness.reason());
        docker = true;
        Cluster.reset(SETTINGS);
    }

    @AfterAll
    static void removeAll() {
        if (docker) {
            Cluster.reset(SETTINGS);
        }
    }

    @Test
    void aSecondKernelAttachesToTheSameContainers() throws Exception {
        try (var first = Cluster.open(SETTINGS, Progress.SILENT)) {
            assertThat(first.health()).hasSize(25).allMatch(HealthCell::ok);
            List<String> containers = docker("ps", "--quiet", "--no-trunc", "--filter", LABEL);
            try (var second = Cluster.open(SETTINGS, Progress.SILENT)) {
                assertThat(second.nodes()).isEqualTo(first.nodes());
            }
            assertThat(containers).hasSize(5);
            assertThat(docker("ps", "--quiet", "--no-trunc", "--filter", LABEL))
                    .containsExactlyInAnyOrderElementsOf(containers);
        }
    }

    @Test
    void stoppedContainersAreGoneAndTheirDataComesBack() throws Exception {
        try (var cluster = Cluster.open(SETTINGS, Progress.SILENT); var session = cluster.session()) {
            session.execute("drop table if exists note");
            session.execute("create table note (id bigint primary key)");
            session.query("select create_distributed_table('note', 'id')");
            session.update("insert into note select generate_series(1, 100)");
        }
        Cluster.down(SETTINGS);
        assertThat(docker("ps", "--all", "--quiet", "--filter", LABEL)).isEmpty();
        assertThat(Cluster.attach(SETTINGS)).isEmpty();

        try (var cluster = Cluster.open(SETTINGS, Progress.SILENT); var session = cluster.session()) {
            assertThat(session.query("select count(*) from note").singleNumber()).isEqualTo(100);
            assertThat(cluster.health()).hasSize(25).allMatch(HealthCell::ok);
        }
    }

    @Test
    void resetLeavesNoContainerVolumeOrNetwork() throws Exception {
        Cluster.open(SETTINGS, Progress.SILENT).close();
        assertThat(docker("volume", "ls", "--quiet", "--filter", LABEL)).hasSize(5);

        Cluster.reset(SETTINGS);

        assertThat(docker("ps", "--all", "--quiet", "--filter", LABEL)).isEmpty();
        assertThat(docker("volume", "ls", "--quiet", "--filter", LABEL)).isEmpty();
        assertThat(docker("network", "ls", "--quiet", "--filter", LABEL)).isEmpty();
    }

    private static List<String> docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
