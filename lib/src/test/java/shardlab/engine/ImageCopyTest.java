package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.image.ElfProgram;
import shardlab.image.UnpackedImage;
import shardlab.process.Program;

/**
 * An image of the test's own, laid out as the official one: in the place of PostgreSQL's programs is a program of this
 * machine that answers {@code --version}, with its loader and its libraries.
 */
class ImageCopyTest {

    private static final Path STANDS_IN = Path.of("/bin/ls");
    private static final String NAME = "example/citus:1";

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void onLinux() throws IOException {
        boolean elf = Files.exists(STANDS_IN) && ElfProgram.read(STANDS_IN).isPresent();
        if (!elf) {
            System.out.println("not tested, an image's copy: " + STANDS_IN + " is no ELF program of 64 bits");
        }
        Assumptions.assumeTrue(elf, "no ELF program");
        folder = root.resolve("copy");
    }

    @Test
    void itsProgramsRunByTheImagesOwnLoaderAndLibraries() {
        var about = ensure();

        assertThat(about.citus()).isEqualTo("14.1-1");
        assertThat(about.postgres()).isNotEmpty();
        assertThat(usedBy(about.programs(folder, account()).bin().resolve("postgres"))).isNotEmpty()
                .allMatch(file -> file.startsWith(folder.toString()));
        assertThat(ImageAbout.read(folder)).contains(about);
    }

    @Test
    void whenItIsThereNothingIsUnpackedAgain() {
        var first = ensure();
        assertThat(new ImageCopy(folder).ensure(() -> {
            throw new AssertionError("unpacked again");
        }, account(), Progress.SILENT)).isEqualTo(first);
    }

    @Test
    void aMovedCopyRunsFromItsNewPlaceWithoutTheImage() throws IOException {
        ensure();
        Path moved = Files.move(folder, root.resolve("moved there"));
        var about = new ImageCopy(moved).ensure(() -> {
            throw new AssertionError("unpacked again");
        }, account(), Progress.SILENT);

        Path postgres = about.programs(moved, account()).bin().resolve("postgres");
        assertThat(Program.of(postgres.toString(), "--version").run().ok()).isTrue();
        assertThat(usedBy(postgres)).isNotEmpty().allMatch(file -> file.startsWith(moved.toString()));
    }

    @Test
    void whatAnInterruptedMakingLeftIsMadeWhole() throws IOException {
        ensure();
        Files.delete(folder.resolve("about.properties"));
        assertThat(ensure().runsIn(folder.toRealPath())).isTrue();
    }

    @Test
    void programsThatDoNotRunHereAreToldInOneSentenceAndNotTaken() {
        var about = new ImageCopy(folder).ensure(() -> unpack("none"), account(), Progress.SILENT);

        assertThat(about.runs()).isFalse();
        assertThat(about.trouble()).contains("file too short").doesNotContain("\n");
        assertThatThrownBy(() -> about.programs(folder, account())).isInstanceOf(LabException.class)
                .hasMessageContaining("cannot run the programs of the Citus image").hasMessageContaining("file too short");
        unpack("");
        assertThat(ensure().runs()).as("tried again").isTrue();
    }

    private ImageAbout ensure() {
        return new ImageCopy(folder).ensure(() -> unpack(""), account(), Progress.SILENT);
    }

    private static ServerAccount account() {
        return new ServerAccount(System.getProperty("user.name"), List.of());
    }

    /** With libraries that are none if the programs are not to run. */
    private UnpackedImage unpack(String broken) {
        try {
            var program = ElfProgram.read(STANDS_IN).orElseThrow();
            Path bin = Folders.make(folder.resolve("usr/lib/postgresql/18/bin"));
            Path libraries = Folders.make(folder.resolve("usr/lib/x86_64-linux-gnu"));
            for (String name : List.of("postgres", "initdb", "pg_ctl")) {
                copy(STANDS_IN, bin.resolve(name));
            }
            copy(Path.of(program.loader()), libraries.resolve(Path.of(program.loader()).getFileName()));
            for (String library : usedBy(STANDS_IN)) {
                Path place = libraries.resolve(Path.of(library).getFileName());
                copy(Path.of(library), place);
                if (!broken.isEmpty()) {
                    Files.writeString(place, broken);
                }
            }
            Path control = folder.resolve("usr/share/postgresql/18/extension/citus.control");
            Folders.make(control.getParent());
            Files.writeString(control, "default_version = '14.1-1'\n");
            return noted(bin, libraries.resolve(Path.of(program.loader()).getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As unpacking notes it. */
    private UnpackedImage noted(Path bin, Path loader) throws IOException {
        Files.writeString(folder.resolve("image.json"), """
                {"image": "%s", "digest": "sha256:%s", "bin": "%s", "loader": "%s", "share": "usr/share/postgresql/18",
                 "modules": "usr/lib/postgresql/18/lib"}""".formatted(NAME, "0".repeat(64), folder.relativize(bin),
                folder.relativize(loader)));
        return UnpackedImage.in(folder).orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.copy(from.toRealPath(), to);
        assertThat(to.toFile().setExecutable(true)).isTrue();
    }

    /** The files of a program's libraries as its loader finds them. */
    private static List<String> usedBy(Path program) {
        return Program.of(program.toString()).with(Map.of("LD_TRACE_LOADED_OBJECTS", "1")).run().output().lines()
                .filter(line -> line.contains("=>")).map(line -> line.replaceAll(".*=> (.*) \\(0x.*", "$1")).toList();
    }
}
