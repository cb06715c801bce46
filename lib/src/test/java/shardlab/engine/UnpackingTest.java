package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.files.Folders;

/** The embedded engine's programs, of which a newer library brings newer ones. */
class UnpackingTest {

    @TempDir
    private Path folder;

    @Test
    void programsOfAnOlderLibraryGoWhenNewerOnesAreUnpackedUnlessTheyRun() throws IOException {
        Path postgres = folder.resolve("postgres");
        Path old = Folders.make(postgres.resolve("17.4-linux-x86_64"));
        Path half = Folders.make(postgres.resolve("17.5-linux-x86_64.partial"));
        Path running = Folders.make(postgres.resolve("17.6-linux-x86_64"));
        Path image = Folders.make(postgres.resolve("image-0123456789ab"));
        Files.copy(Path.of("/bin/sleep").toRealPath(), running.resolve("sleep"));
        assertThat(running.resolve("sleep").toFile().setExecutable(true)).isTrue();
        var process = new ProcessBuilder(running.resolve("sleep").toString(), "600").start();
        var told = new ArrayList<String>();
        try {
            var account = new ServerAccount(System.getProperty("user.name"), List.of());
            var made = new EmbeddedPostgres().postgres(folder, account, (what, done, total, unit) -> told.add(what));
            assertThat(made.bin().resolve("postgres")).exists();
        } finally {
            process.destroyForcibly().onExit().join();
        }
        assertThat(old).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(running).exists();
        assertThat(image).exists();
        assertThat(told).anyMatch(what -> what.contains("17.4") && what.contains("replaced"));
    }
}
