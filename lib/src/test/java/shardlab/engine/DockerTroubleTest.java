package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.ChildJvm;

/** What is wrong with Docker, told by a docker program that says what the real one would. */
class DockerTroubleTest {

    private static final String ANSWERS = "case $1 in version) echo 1.47 ;; ";

    @TempDir
    private Path folder;

    @Test
    void withoutADockerCommandItSaysWhereToGetIt() throws Exception {
        assertThat(found()).contains("there is no docker command on this machine", "docs.docker.com/get-docker",
                "--engine installed or embedded");
    }

    @Test
    void aDockerThatDoesNotRunIsToBeStarted() throws Exception {
        docker("echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'; "
                + "exit 1");

        assertThat(found()).contains("Docker is installed but does not answer", "sudo systemctl start docker");
    }

    @Test
    void anAccountThatMayNotTalkToDockerIsToJoinItsGroup() throws Exception {
        docker("echo 'permission denied while trying to connect to the Docker daemon socket'; exit 1");

        assertThat(found()).contains("may not talk to Docker", "sudo usermod -aG docker $USER");
    }

    @Test
    void aDockerThatIsTooOldIsToldWithTheOldestThatIsNot() throws Exception {
        docker("echo 1.40");

        assertThat(found()).contains("Docker is too old (API 1.40)", "needs Docker 20.10 or newer (API 1.41)");
    }

    @Test
    void aDockerThatHangsIsToBeRestarted() throws Exception {
        docker("exec /bin/sleep 60");

        assertThat(found()).contains("did not end in 5 s", "restart Docker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 127", "echo hello", "echo 1.99999999999", "kill -9 $$",
        "echo 1.47; echo \"Emulate Docker CLI using podman.\"", "case $1 in version) echo 1.47 ;; *) echo garbage ;; esac"})
    void aDockerThatIsNoDockerIsNoReasonToEndTheChoice(String script) throws Exception {
        docker(script);

        assertThat(found()).contains("fits=false", "choice: Engine ");
    }

    @Test
    void aDockerThatIsNoProgramIsTold() throws Exception {
        docker("");
        Files.write(folder.resolve("docker"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 9});

        assertThat(found()).contains("fits=false", "choice: Engine ", "Not Docker: ");
    }

    @Test
    void anImageThatIsNotHereAndCannotBePulledIsToldWithBothWaysToGetIt() throws Exception {
        docker(ANSWERS + "image) exit 1 ;; pull) echo 'Error response from daemon: manifest unknown'; exit 1 ;; esac");

        assertThat(found()).contains("fits=false", "Docker answers but has no ", "docker pull ",
                "the image lab/no-such-image:1 is not on this machine and cannot be pulled", "manifest unknown",
                "docker load it from a file");
    }

    @Test
    void aDockerThatHasTheImageIsNoTrouble() throws Exception {
        docker(ANSWERS + "image) echo sha256:1 ;; esac");

        assertThat(found()).contains("fits=true", "the image is here").doesNotContain("demand:");
    }

    private void docker(String script) throws Exception {
        Path program = Files.writeString(folder.resolve("docker"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private String found() throws Exception {
        var output = ChildJvm.run(DockerProbe.class, List.of(), Map.of("PATH", folder.toString()),
                folder.resolve("home").toString());
        assertThat(output.status()).as(output.text()).isZero();
        return output.text();
    }
}
