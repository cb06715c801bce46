package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pg_config that cannot be used is a reason to look further; programs of the test's own say what real ones would. */
class InstalledPostgresTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exit 127", "exit 126", "exec /bin/sleep 60", "echo hello", "echo; echo; echo; echo",
        "kill -9 $$", "printf '/a\\n/b\\nMySQL 8\\n'", "printf '/no/share\\n/no/bin\\nPostgreSQL 15.1\\n'",
        "printf '\\377\\000\\n\\000\\nPostgreSQL 15.1\\n'", "yes"})
    void aPgConfigThatSaysNothingUsefulIsPassedOverForTheNext(String script) throws IOException {
        Path bad = program("bad/pg_config", script);
        Path good = withCitus("good", "exit 0");

        assertThat(fitness(bad)).isEqualTo(new Engine.Fitness(true, good + " finds Citus 13.2-1 in PostgreSQL 15.7"));
    }

    @Test
    void aPgConfigThatIsNoProgramOrMayNotBeRunIsPassedOverForTheNext() throws IOException {
        Path good = withCitus("good", "exit 0");
        Path garbage = program("bad/pg_config", "");
        Files.write(garbage, new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 9});
        Path closed = Files.createFile(folder.resolve("closed"));

        for (Path bad : List.of(garbage, closed, folder, folder.resolve("missing"))) {
            assertThat(fitness(bad).reason()).isEqualTo(good + " finds Citus 13.2-1 in PostgreSQL 15.7");
        }
    }

    @Test
    void aCitusWhoseServerIsMissingOrCannotRunIsToldAndNotChosen() throws IOException {
        Path bad = withCitus("bad", "echo 'cannot execute binary file' >&2; exit 126");
        assertThat(new InstalledPostgres(Map.of("PG_CONFIG", bad.toString()), List.of()).fitness())
                .isEqualTo(new Engine.Fitness(false,
                        bad + " finds Citus, but its postgres cannot be run (cannot execute binary file)"));

        Files.delete(folder.resolve("bad/initdb"));
        assertThat(new InstalledPostgres(Map.of("PG_CONFIG", bad.toString()), List.of()).fitness().reason())
                .contains("finds Citus, but no initdb in");
    }

    private Engine.Fitness fitness(Path first) {
        return new InstalledPostgres(Map.of("PG_CONFIG", first.toString(), "PATH", folder.resolve("good").toString()),
                List.of()).fitness();
    }

    private Path withCitus(String name, String postgres) throws IOException {
        Path bin = folder.resolve(name);
        Path control = bin.resolve("share/extension/citus.control");
        Files.createDirectories(control.getParent());
        Files.writeString(control, "comment = 'Citus'\ndefault_version = '13.2-1'\n");
        program(name + "/postgres", postgres);
        program(name + "/initdb", "");
        program(name + "/pg_ctl", "");
        return program(name + "/pg_config", "echo " + bin + "/share; echo " + bin + "; echo 'PostgreSQL 15.7 (Debian)'");
    }

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
