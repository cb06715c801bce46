package shardlab.image;

import java.util.Locale;
import java.util.Map;

/**
 * What an image's programs run on, in the words of Go, which images use.
 *
 * @param os           such as {@code linux}
 * @param architecture such as {@code amd64} or {@code arm64}
 */
public record Platform(String os, String architecture) {

    private static final Map<String, String> GO_NAMES = Map.of("x86_64", "amd64", "aarch64", "arm64");

    /** This machine. */
    public static Platform here() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(system.startsWith("mac") ? "darwin" : system.replaceAll(" .*", ""),
                GO_NAMES.getOrDefault(machine, machine));
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
