package shardlab.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that lives in files beside the classes, typed as a DBA would type it. */
public final class SqlFile {

    private SqlFile() {
    }

    /**
     * The text of a file.
     *
     * @param path the path below {@code shardlab/} on the class path, such as {@code "sharding/shards.sql"}
     * @throws IllegalArgumentException if there is no such file
     */
    public static String read(String path) {
        try (InputStream in = SqlFile.class.getResourceAsStream("/shardlab/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no SQL file shardlab/" + path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading shardlab/" + path, e);
        }
    }
}
