package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.process.Finished;
import shardlab.process.Program;

/** A program of this machine, with a loader and libraries that lie somewhere else. */
class ElfProgramTest {

    private static final Path OF_THIS_MACHINE = Path.of("/bin/ls");
    private static final String FOLDER = "$ORIGIN/../libraries";

    @TempDir
    private Path folder;

    private ElfProgram program;

    @BeforeEach
    void aProgramOfLinux() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux");
        program = linux ? ElfProgram.read(OF_THIS_MACHINE.toRealPath()).orElse(null) : null;
        if (program == null) {
            System.out.println("not tested, moving a program: " + OF_THIS_MACHINE + " is no ELF program of 64 bits");
        }
        Assumptions.assumeTrue(program != null, "no ELF program");
    }

    @Test
    void aMovedProgramTakesItsLoaderAndAllLibrariesFromWhereItIsTold() throws IOException {
        Path moved = moved("a folder: späce");

        Finished listing = Program.of(moved.toString(), "/").with(Map.of("LD_LIBRARY_PATH", "/lib:/usr/lib")).run();
        assertThat(listing.said()).contains("proc");
        assertThat(usedBy(moved)).isNotEmpty().allMatch(library -> library.contains("späce/bin/../libraries/"));
        assertThat(ElfProgram.read(moved).orElseThrow().loader()).startsWith(folder.toString());
    }

    @Test
    void aMovedProgramCanBeMovedAgain() throws IOException {
        moved("first");
        Path there = Files.move(folder.resolve("first"), folder.resolve("second with a longer name"));
        Path again = there.resolve("bin/ls");

        assertThat(Program.of(again.toString(), "/").run().ok()).as("its loader is gone").isFalse();
        Files.write(again, ElfProgram.read(again).orElseThrow().with(there.resolve("loader"), FOLDER));
        assertThat(Program.of(again.toString(), "/").run().said()).contains("proc");
        assertThat(usedBy(again)).isNotEmpty().allMatch(library -> library.contains("name/bin/../libraries/"));
    }

    @Test
    void whatIsNoProgramIsLeftAlone() throws IOException {
        assertThat(ElfProgram.read(Files.writeString(folder.resolve("script"), "#!/bin/sh\n"))).isEmpty();
        assertThat(ElfProgram.read(Files.createFile(folder.resolve("empty")))).isEmpty();
        assertThat(ElfProgram.read(Path.of(libraries().get(0)))).isEmpty();
    }

    @Test
    void aFolderOfTooLongANameIsRefused() {
        assertThatThrownBy(() -> program.with(Path.of("/loader"), "$ORIGIN/" + "x".repeat(100)))
                .isInstanceOf(IOException.class).hasMessageContaining("no room");
    }

    private Path moved(String name) throws IOException {
        Path there = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(there.resolve("libraries"));
        for (String library : libraries()) {
            Files.copy(Path.of(library), there.resolve("libraries").resolve(Path.of(library).getFileName()));
        }
        Files.copy(Path.of(program.loader()), there.resolve("loader"));
        assertThat(there.resolve("loader").toFile().setExecutable(true)).isTrue();
        Path moved = Files.createDirectories(there.resolve("bin")).resolve("ls");
        Files.write(moved, program.with(there.resolve("loader"), FOLDER));
        assertThat(moved.toFile().setExecutable(true)).isTrue();
        return moved;
    }

    private static List<String> libraries() {
        return usedBy(OF_THIS_MACHINE);
    }

    /** The files of a program's libraries as its loader finds them. */
    private static List<String> usedBy(Path program) {
        var answer = Program.of(program.toString()).with(Map.of("LD_TRACE_LOADED_OBJECTS", "1")).run();
        return answer.output().lines().filter(line -> line.contains("=>"))
                .map(line -> line.replaceAll(".*=> (.*) \\(0x.*", "$1")).toList();
    }
}
