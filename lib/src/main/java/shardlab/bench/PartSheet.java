package shardlab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shardlab.FileProblem;

/**
 * How one bench of {@code ./lab bench all} ended.
 *
 * @param quick   true if it was the short run
 * @param status  its exit status
 * @param seconds how long it took
 */
record PartSheet(boolean quick, int status, long seconds) {

    static final String FILE = "ended.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve(FILE).toFile(), this);
        } catch (IOException e) {
            throw FileProblem.of("cannot write the results", folder, e, "name another folder with --out");
        }
    }

    static PartSheet read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), PartSheet.class);
    }
}
