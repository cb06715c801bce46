package shardlab.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine that measures, in a line. */
final class Machine {

    private Machine() {
    }

    static String line() {
        return String.format(Locale.ROOT, "%d processors%s, %s %s, Java %s", Runtime.getRuntime().availableProcessors(),
                memory(), System.getProperty("os.name"), System.getProperty("os.arch"), System.getProperty("java.version"));
    }

    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? String.format(Locale.ROOT, ", %.0f GB", system.getTotalMemorySize() / 1e9) : "";
    }
}
