package shardlab.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the programs of a Linux image need of the machine: its kind, and its time zones, which Debian's PostgreSQL reads
 * where the system has them. Loader and libraries, libc among them, come with the image.
 */
final class ImageHost {

    private static final Path TIME_ZONES = Path.of("/usr/share/zoneinfo/UTC");
    private static final Pattern VERSION = Pattern.compile("(?s).*?PostgreSQL\\)? (\\d+\\S*).*");

    private ImageHost() {
    }

    /** Why the programs cannot run here, half a sentence; empty if nothing is known against it. */
    static Optional<String> trouble() {
        return trouble(System.getProperty("os.name"), System.getProperty("os.arch"), TIME_ZONES);
    }

    static Optional<String> trouble(String system, String processor, Path timeZones) {
        if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("the Citus image's programs run on Linux, and this is " + system);
        }
        if (!processor.matches("amd64|x86_64|aarch64|arm64")) {
            return Optional.of("there is a Citus image for x86-64 and arm64, and this is " + processor);
        }
        return Files.exists(timeZones) ? Optional.empty()
                : Optional.of("this machine has no time zones at " + timeZones.getParent() + ": install its package tzdata");
    }

    /** The number in what {@code postgres --version} says. */
    static String version(String line) {
        var matcher = VERSION.matcher(line);
        return matcher.matches() ? matcher.group(1) : line.strip();
    }
}
