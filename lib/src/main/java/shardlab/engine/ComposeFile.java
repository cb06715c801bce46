package shardlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lab's {@code docker-compose.yml}: where the image's version stands, on disk and on the class path. */
final class ComposeFile {

    static final String NAME = "docker-compose.yml";

    private static final String INIT = "init_citus.sql";
    private static final Pattern IMAGE = Pattern.compile("\\$\\{CITUS_IMAGE:-([^}]+)}");

    private ComposeFile() {
    }

    /** The image: {@code CITUS_IMAGE}, or else the one that the file names. */
    static String image(Map<String, String> environment) {
        String other = environment.getOrDefault("CITUS_IMAGE", "");
        if (!other.isBlank()) {
            return other;
        }
        var found = IMAGE.matcher(resource(NAME));
        if (!found.find()) {
            throw new IllegalStateException(NAME + " names no image as ${CITUS_IMAGE:-…}");
        }
        return found.group(1);
    }

    /** The script that every node runs when its data is made. */
    static String initCitus() {
        return resource(INIT);
    }

    /** The folder of the file: the given one or the nearest above it. */
    static Optional<Path> folderAbove(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(NAME)) && Files.exists(folder.resolve(INIT))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (InputStream in = ComposeFile.class.getResourceAsStream("/shardlab/engine/docker/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no shardlab/engine/docker/" + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
