package shardlab.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import shardlab.LabException;

/**
 * Bytes that really went over a network interface, by the kernel's own counters in {@code /proc/net/dev}. They count
 * everything that happens on the interface, so each observation is preceded by a look at how quiet it is.
 */
public final class Traffic {

    private static final Path COUNTERS = Path.of("/proc/net/dev");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int RECEIVED_BYTES = 0;
    private static final int RECEIVED_PACKETS = 1;

    private final String networkInterface;

    private Traffic(String networkInterface) {
        this.networkInterface = networkInterface;
    }

    /** The loopback interface, over which all nodes of one machine talk; empty on systems without such counters. */
    public static Optional<Traffic> loopback() {
        return on("lo");
    }

    /** An interface by name, such as the bridge of a container network; empty if the system does not count it. */
    public static Optional<Traffic> on(String networkInterface) {
        var traffic = new Traffic(networkInterface);
        return Files.isReadable(COUNTERS) && traffic.line().isPresent() ? Optional.of(traffic) : Optional.empty();
    }

    /**
     * What was seen around some work.
     *
     * @param answer               what the work returned
     * @param bytes                bytes received on the interface meanwhile, headers included
     * @param packets              packets received meanwhile
     * @param time                 how long it took
     * @param backgroundBytesPerSecond what went over the interface just before, when nothing was asked of it
     */
    public record Seen<T>(T answer, long bytes, long packets, Duration time, long backgroundBytesPerSecond) {

        private static final double QUIET = 0.05;

        /** Bytes of the background that lie in {@link #bytes}, if it went on as before. */
        public long backgroundBytes() {
            return (long) (backgroundBytesPerSecond * (time.toNanos() / 1e9));
        }

        /** True if the background is less than a twentieth of what was seen. */
        public boolean quiet() {
            return backgroundBytes() <= QUIET * bytes;
        }

        /** One sentence, which says so if it was not quiet. */
        public String sentence() {
            String seen = String.format(Locale.ROOT, "%.2f MB in %d packets", bytes / 1e6, packets);
            return quiet() ? seen : seen + String.format(Locale.ROOT,
                    "; the interface was not quiet: about %.2f MB of them are not ours", backgroundBytes() / 1e6);
        }
    }

    /**
     * Does some work and counts what goes over the interface meanwhile, after half a second of looking how quiet it is.
     *
     * @throws LabException if it was interrupted, or the work failed
     */
    public <T> Seen<T> around(Callable<T> work) {
        try {
            long before = counter(RECEIVED_BYTES);
            Thread.sleep(LOOK.toMillis());
            long background = (counter(RECEIVED_BYTES) - before) * 1_000 / LOOK.toMillis();
            long bytes = counter(RECEIVED_BYTES);
            long packets = counter(RECEIVED_PACKETS);
            long start = System.nanoTime();
            T answer = work.call();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new Seen<>(answer, counter(RECEIVED_BYTES) - bytes, counter(RECEIVED_PACKETS) - packets, time, background);
        } catch (InterruptedException e) {
            throw new LabException("watching the network was stopped", "interface " + networkInterface, null, null, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException("the watched work failed", null, e.getMessage(), null, e);
        }
    }

    private long counter(int field) {
        return line().map(line -> Long.parseLong(line.strip().split("\\s+")[field])).orElseThrow(() -> new LabException(
                "the interface " + networkInterface + " is gone", "look at /proc/net/dev for those that there are"));
    }

    private Optional<String> line() {
        try {
            return Files.readAllLines(COUNTERS).stream().map(String::strip)
                    .filter(line -> line.startsWith(networkInterface + ":"))
                    .map(line -> line.substring(networkInterface.length() + 1)).findFirst();
        } catch (IOException e) {
            throw new LabException("the network's counters cannot be read", COUNTERS.toString(), e.getMessage(), null, e);
        }
    }
}
