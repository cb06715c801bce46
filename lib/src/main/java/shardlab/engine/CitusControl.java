package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file by which a PostgreSQL knows the extension: {@code share/extension/citus.control}. */
final class CitusControl {

    static final String NAME = "citus.control";

    private CitusControl() {
    }

    /** The version that {@code create extension citus} makes; empty if there is no such file. */
    static Optional<String> version(Path control) {
        try {
            return Files.readAllLines(control).stream().filter(line -> line.startsWith("default_version"))
                    .map(line -> line.replaceAll(".*'(.*)'.*", "$1")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
