package shardlab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What failed, whole, for whoever is asked for help: {@code failures.log} among the logs of the lab. It holds no password,
 * and never more than twice {@link #MOST_BYTES}, the older half in a second file.
 */
public final class FailureLog {

    /** A file that is longer gives way to a new one. */
    static final long MOST_BYTES = 500_000;

    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|token|secret)(?:\\s*[=:]\\s*['\"]?|\\s+'))[^\\s&'\",;)]+|(//[^\\s/:@]+:)[^\\s/@]+(?=@)");
    private static final String NAME = "failures.log";

    private final Path folder;

    /** @param folder where the logs are */
    public FailureLog(Path folder) {
        this.folder = folder;
    }

    /** The log of this process's lab, whatever its other settings are. */
    public static FailureLog here() {
        String home = System.getenv("SHARDLAB_HOME");
        Settings settings = Settings.from(home == null ? Map.of() : Map.of("SHARDLAB_HOME", home));
        return new FailureLog(settings.stateFolder().resolve("logs"));
    }

    /**
     * Adds a failure.
     *
     * @param what what was being done, such as {@code ./lab up}
     * @return the file; empty where it could not be written, which is no reason to fail once more, and in a folder of
     *         another account, to which a refused root must add nothing
     */
    public Optional<Path> add(String what, Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        String entry = "== " + Instant.now() + " " + what + ", Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n" + text + "\n";
        try {
            if (!isOurs()) {
                return Optional.empty();
            }
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.move(file, folder.resolve(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (Files.notExists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            String kept = withoutSecrets(entry);
            Files.writeString(file, kept.substring(0, (int) Math.min(kept.length(), MOST_BYTES)), StandardOpenOption.APPEND);
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs() throws IOException {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there)) {
            there = there.getParent();
        }
        return Files.getOwner(there).getName().equals(System.getProperty("user.name"));
    }

    static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll(found -> Stream.of(found.group(1), found.group(2))
                .filter(Objects::nonNull).map(Matcher::quoteReplacement).findFirst().orElse("") + "…");
    }
}
