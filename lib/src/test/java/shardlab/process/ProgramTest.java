package shardlab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.ChildJvm;
import shardlab.LabException;

class ProgramTest {

    @TempDir
    private Path folder;

    @Test
    void outputAndErrorsAreKeptApart() {
        var finished = Program.of("sh", "-c", "echo out; echo err >&2; exit 3").run();

        assertThat(finished).isEqualTo(new Finished(3, "out\n", "err\n"));
        assertThat(finished.said()).isEqualTo("err");
    }

    @Test
    void aFileThatIsNoProgramIsAnAnswerAndNoError() throws Exception {
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 9});
        Files.setPosixFilePermissions(garbage, PosixFilePermissions.fromString("rwx------"));

        assertThat(Program.of(garbage.toString()).run().ok()).isFalse();
        assertThat(Program.of(folder.resolve("missing").toString()).run())
                .satisfies(finished -> assertThat(finished.status()).isEqualTo(Finished.NOT_STARTED))
                .satisfies(finished -> assertThat(finished.said()).startsWith("cannot run "));
        assertThat(Program.of(folder.toString()).run().status()).isEqualTo(Finished.NOT_STARTED);
    }

    @Test
    void aProgramThatHangsIsKilledWithWhatItStarted() throws Exception {
        var finished = Program.of("sh", "-c", "sleep 300 & echo $!; wait").within(Duration.ofSeconds(1)).run();

        assertThat(finished.status()).isEqualTo(Finished.TOO_LATE);
        assertThat(finished.said()).isEqualTo("sh did not end in 1 s");
        long child = Long.parseLong(finished.output().strip());
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aProgramThatWritesWithoutEndFillsNoMemory() {
        var finished = Program.of("sh", "-c", "yes | head -c 50000000").run();

        assertThat(finished.ok()).isTrue();
        assertThat(finished.output().length()).isBetween(1 << 20, 10 << 20);
    }

    @Test
    void whatItReadsIsWrittenToIt() {
        var finished = Program.of("cat").reading(out -> out.write("ünd\n".getBytes(StandardCharsets.UTF_8))).run();

        assertThat(finished.output()).isEqualTo("ünd\n");
    }

    @Test
    void libpqsVariablesAndTheJvmsOptionsStayHere() throws Exception {
        var output = ChildJvm.run(EnvironmentProbe.class, List.of(), Map.of("PGSERVICE", "elsewhere", "PGOPTIONS", "-c x=1",
                "JDK_JAVA_OPTIONS", "-Dseen=1", "BASH_ENV", "/no/such/file", "KEPT", "yes", "PG_CONFIG", "/some/pg_config"));

        assertThat(output.text()).contains("KEPT=yes", "PGHOST=given", "PG_CONFIG=/some/pg_config")
                .doesNotContain("PGSERVICE", "PGOPTIONS=", "JDK_JAVA_OPTIONS=", "BASH_ENV");
    }

    @Test
    void anInterruptEndsTheProgram() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Program.of("sleep", "300").run()).isInstanceOf(LabException.class)
                .hasMessageContaining("interrupted while sleep");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aProgramInSightWritesToTheTerminalItselfAndItsStatusIsKnown() throws Exception {
        var output = ChildJvm.run(InSightProbe.class, List.of(), Map.of(), "sh", "-c", "echo seen; echo too >&2; exit 7");

        assertThat(output.text()).contains("seen\n", "too\n", "status 7");
    }

    @Test
    void aProgramInSightEndsWithTheProcessThatStartedItAndPutsThingsInOrderFirst() throws Exception {
        Path tidy = folder.resolve("tidy");
        Process process = ChildJvm.start(InSightProbe.class, List.of(), Map.of(), "sh", "-c",
                "trap 'sleep 1; touch " + tidy + "; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        var lines = process.inputReader();
        assertThat(lines.readLine()).isEqualTo("ready");

        process.destroy();

        assertThat(process.waitFor()).isNotZero();
        assertThat(tidy).exists();
    }

    @Test
    void aProgramInSightThatCannotBeStartedIsAnErrorInWords() {
        assertThatThrownBy(() -> Program.of(folder.resolve("missing").toString()).runInSight())
                .isInstanceOf(LabException.class).hasMessageContaining("cannot run " + folder.resolve("missing"));
    }

    @Test
    void anInterruptEndsTheProgramInSight() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Program.of("sleep", "300").runInSight()).isInstanceOf(LabException.class)
                .hasMessageContaining("interrupted while another program was running");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void programsAreFoundOnThePathInItsOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
        assertThat(Program.onPath("tool", folder.toString())).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

        assertThat(Program.onPath("tool", "/no\0folder::" + folder + ":" + folder)).containsExactly(file);
    }
}
