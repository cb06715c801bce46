package shardlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shardlab.FileProblem;
import shardlab.Settings;

/** The folder that a bench writes to: of the learner's choice, or its own below {@code .lab/bench}. */
final class ResultFolder {

    /** What to do about one that cannot be written. */
    static final String ELSEWHERE = "name another folder with --out";

    private ResultFolder() {
    }

    /** What writes files. */
    @FunctionalInterface
    interface Writing {

        /** Writes them, or fails. */
        void run() throws IOException;
    }

    /**
     * The folder to use.
     *
     * @param out   what {@code --out} said, or null
     * @param bench the bench's name
     */
    static Path of(Path out, Settings settings, String bench) {
        return out == null ? settings.stateFolder().resolve("bench").resolve(bench) : out;
    }

    /**
     * Makes the folder, if need be, and writes into it.
     *
     * @throws shardlab.LabException if it cannot be written
     */
    static void write(Path folder, Writing files) {
        try {
            Files.createDirectories(folder);
            files.run();
        } catch (IOException e) {
            throw FileProblem.of("cannot write the results", folder, e, ELSEWHERE);
        }
    }
}
