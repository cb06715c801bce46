package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.files.Folders;

/** A lab that ran other images before: what nothing needs goes, what data or a process needs stays. */
class ImageCopiesTest {

    @TempDir
    private Path home;

    private Path folder;
    private LocalMemory memory;
    private ImageCopy current;

    @BeforeEach
    void aLabWithTheImageOfToday() throws IOException {
        var settings = Settings.from(Map.of("SHARDLAB_HOME", home.toString()));
        folder = settings.stateFolder().resolve("postgres");
        memory = new LocalMemory(new ImagePostgres(settings, Map.of()), settings.stateFolder());
        current = copy('a', "18.4", "14.1-1");
    }

    @Test
    void aCopyThatNothingNeedsIsRemovedAndTold() throws IOException {
        var old = copy('b', "17.2", "13.0-1");
        Path another = Folders.make(folder.resolve("18.6-linux-x86_64"));

        var replaced = remove();
        assertThat(replaced).extracting(ImageFetch.Replaced::folder).containsExactly(old.folder());
        assertThat(replaced.get(0).needed()).isEmpty();
        assertThat(replaced.get(0).image()).isEqualTo("example/citus:13.0-1");
        assertThat(replaced.get(0).bytes()).isPositive();
        assertThat(old.folder()).doesNotExist();
        assertThat(current.about()).isPresent();
        assertThat(another).isDirectory();
        assertThat(remove()).isEmpty();
    }

    @Test
    void theCopyThatDataWasMadeWithStaysUntilTheDataIsGone() throws IOException {
        var old = copy('b', "17.2", "13.0-1");
        var newerMajor = copy('c', "18.4", "13.0-1");
        data("17", "13.0-1");

        assertThat(remove()).filteredOn(each -> each.folder().equals(old.folder())).singleElement()
                .satisfies(each -> assertThat(each.needed()).get().asString().contains("was made with it"));
        assertThat(old.about()).isPresent();
        assertThat(newerMajor.folder()).doesNotExist();
        memory.remains().delete();
        remove();
        assertThat(old.folder()).doesNotExist();
    }

    @Test
    void dataThatTodaysImageReadsNeedsNoOther() throws IOException {
        var old = copy('b', "18.3", "14.1-1");
        data("18", "14.1-1");
        remove();
        assertThat(old.folder()).doesNotExist();
    }

    @Test
    void aCopyWhoseProgramsRunStays() throws IOException {
        var old = copy('b', "17.2", "13.0-1");
        Path program = old.folder().resolve("bin/sleep");
        Folders.make(program.getParent());
        Files.copy(Path.of("/bin/sleep").toRealPath(), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var process = new ProcessBuilder(program.toString(), "600").start();
        try {
            assertThat(remove()).extracting(ImageFetch.Replaced::needed)
                    .containsExactly(Optional.of("its programs run until ./lab down"));
            assertThat(old.about()).isPresent();
        } finally {
            process.destroyForcibly().onExit().join();
        }
        remove();
        assertThat(old.folder()).doesNotExist();
    }

    @Test
    void whatAnInterruptedUnpackingLeftOfAnotherImageGoesUnlessItIsAtWork() throws IOException {
        Path partial = Folders.make(folder.resolve("image-" + "d".repeat(12) + ".partial"));
        Files.writeString(partial.resolve("file"), "half");
        var copy = new ImageCopy(folder.resolve("image-" + "d".repeat(12)));
        try (var unpacking = copy.unpackingLock().tryTake("unpacks it").orElseThrow()) {
            assertThat(remove()).isEmpty();
            assertThat(partial).exists();
        }
        assertThat(remove()).singleElement().satisfies(each -> assertThat(each.image()).isEmpty());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).containsExactly(current.folder());
        }
    }

    @Test
    void whatIsHalfRemovedIsNeverTakenForWhole() throws IOException {
        var image = new CitusImage(Map.of("CITUS_IMAGE", "example/citus:13.0-1", "HOME", home.toString()));
        var old = copy('b', "17.2", "13.0-1");
        assertThat(image.about(List.of(folder))).isPresent();
        Files.move(old.folder(), old.folder().resolveSibling(old.folder().getFileName() + ".partial"));
        assertThat(image.about(List.of(folder))).isEmpty();
    }

    private List<ImageFetch.Replaced> remove() {
        return new ImageCopies(folder, memory).removeOthers(current, Progress.SILENT);
    }

    private ImageCopy copy(char digit, String postgres, String citus) throws IOException {
        String digits = String.valueOf(digit).repeat(12);
        Path copy = Folders.make(folder.resolve("image-" + digits));
        Files.writeString(copy.resolve("image.json"), "{\"digest\": \"sha256:" + digits + "0".repeat(52) + "\"}");
        new ImageAbout(copy, "example/citus:" + citus, postgres, citus, "").write(copy);
        return new ImageCopy(copy);
    }

    private void data(String major, String citus) throws IOException {
        var state = new LocalState(CitusSource.stamp(citus), "a password", "", true,
                List.of(LocalState.Member.named("coordinator", 5432)));
        Folders.make(memory.folder());
        state.write(memory.file());
        Path data = Folders.make(memory.folder().resolve("nodes/coordinator"));
        Files.writeString(data.resolve("PG_VERSION"), major + "\n");
    }
}
