package shardlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import shardlab.files.Folders;

/**
 * The settings that the lab gives a server: files on the class path, joined into one file of the data folder, which
 * {@code postgresql.conf} includes. Written at every start, so that a new version of the lab brings its own.
 *
 * @param files their names below {@code shardlab/engine/}; later ones win
 */
record ServerSettings(List<String> files) {

    static final String FILE = "shardlab.conf";

    /** Writes the file, unless it says the same already, and gives it to the account that must read it. */
    void writeTo(Path data, ServerAccount account) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file) || !Files.readString(file).equals(text())) {
            Folders.writePrivately(file, text());
        }
        account.own(file);
    }

    /** The settings one by one, as {@code name=value} for a command line. */
    List<String> flags() {
        return text().lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(ServerSettings::flag).toList();
    }

    private static String flag(String line) {
        int equals = line.indexOf('=');
        String value = line.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return line.substring(0, equals).strip() + "=" + (quoted ? value.substring(1, value.length() - 1) : value);
    }

    private String text() {
        var text = new StringBuilder();
        for (String file : files) {
            try (InputStream in = ServerSettings.class.getResourceAsStream("/shardlab/engine/" + file)) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("reading shardlab/engine/" + file, e);
            }
        }
        return text.toString();
    }
}
