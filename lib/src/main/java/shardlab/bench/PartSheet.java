package shardlab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

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
        ResultFolder.write(folder, () -> JSON.writeValue(folder.resolve(FILE).toFile(), this));
    }

    static PartSheet read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), PartSheet.class);
    }
}
