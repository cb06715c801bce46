package shardlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLogTest {

    @TempDir
    private Path folder;

    @Test
    void aFailureIsKeptWithItsTrace() throws Exception {
        Path file = new FailureLog(folder.resolve("logs")).add("./lab up", new LabException("it failed", "mend it"))
                .orElseThrow();

        assertThat(Files.readString(file)).contains("./lab up, Java ", "it failed", "at shardlab.FailureLogTest");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void theLogDoesNotGrowWithoutEnd() throws Exception {
        var log = new FailureLog(folder);
        var failure = new LabException("x".repeat(100_000), null);
        for (int i = 0; i < 30; i++) {
            log.add("./lab up", failure);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).hasSize(2).allSatisfy(file ->
                    assertThat(Files.size(file)).isLessThan(2 * FailureLog.MOST_BYTES));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoSecondFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(new FailureLog(file).add("./lab up", new LabException("it failed", null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/d?user=u&password=geheim&ssl=true", "PGPASSWORD=geheim psql",
        "postgresql://user:geheim@host/d", "create role r password 'geheim'", "password: geheim", "token=geheim"})
    void noPasswordIsKept(String text) {
        assertThat(FailureLog.withoutSecrets(text)).doesNotContain("geheim").contains("…");
    }

    @Test
    void whatIsNoPasswordIsKept() {
        assertThat(FailureLog.withoutSecrets("password authentication failed for user \"lab\" at 127.0.0.1:5432"))
                .isEqualTo("password authentication failed for user \"lab\" at 127.0.0.1:5432");
    }
}
