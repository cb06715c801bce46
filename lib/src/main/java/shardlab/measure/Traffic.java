package shardlab.measure;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import shardlab.LabException;

/**
 * Bytes that really went over network interfaces, by the kernel's own counters in {@code /proc/net/dev}. They count
 * everything that happens on the interface, so each observation is preceded by a look at how quiet it is.
 */
public final class Traffic {

    private static final Path COUNTERS = Path.of("/proc/net/dev");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int RECEIVED_BYTES = 0;
    private static final int RECEIVED_PACKETS = 1;

    private final List<String> interfaces;

    private Traffic(List<String> interfaces) {
        this.interfaces = interfaces;
    }

    /** The loopback interface, over which all nodes of one machine talk; empty on systems without such counters. */
    public static Optional<Traffic> loopback() {
        return on(List.of("lo"));
    }

    /** Interfaces by their names, counted together; empty if the system does not count one of them. */
    public static Optional<Traffic> on(List<String> interfaces) {
        boolean counted = Files.isReadable(COUNTERS) && !interfaces.isEmpty()
                && interfaces.stream().allMatch(name -> line(name).isPresent());
        return counted ? Optional.of(new Traffic(List.copyOf(interfaces))) : Optional.empty();
    }

    /**
     * The ports of a bridge of this machine, such as Docker's: one for each container on it. What they receive is what
     * the containers send, to each other and to this machine; the bridge itself counts only what this machine gets.
     *
     * @param container the address of a container; it is on the bridge whose network it belongs to
     * @return empty if this machine has no such bridge, as where containers run in a virtual machine
     */
    public static Optional<Traffic> onBridgeOf(InetAddress container) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(each -> each.getInterfaceAddresses().stream().anyMatch(own -> sameNetwork(own, container)))
                    .findFirst().flatMap(bridge -> on(ports(bridge.getName())));
        } catch (SocketException e) {
            throw new LabException("this machine's network interfaces cannot be listed", null, e.getMessage(), null, e);
        }
    }

    private static boolean sameNetwork(InterfaceAddress own, InetAddress other) {
        var one = new BigInteger(1, own.getAddress().getAddress());
        var two = new BigInteger(1, other.getAddress());
        int bits = 8 * other.getAddress().length;
        return own.getAddress().getAddress().length == other.getAddress().length
                && one.xor(two).bitLength() <= bits - own.getNetworkPrefixLength();
    }

    private static List<String> ports(String bridge) {
        String[] names = Path.of("/sys/class/net", bridge, "brif").toFile().list();
        return names == null ? List.of() : List.of(names);
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
                    "; but the interface was not quiet: what others sent just before would make %.2f MB in this time",
                    backgroundBytes() / 1e6);
        }
    }

    /**
     * Does some work and counts what goes over the interfaces meanwhile, after half a second of looking how quiet it is.
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
            return new Seen<>(answer, counter(RECEIVED_BYTES) - bytes, counter(RECEIVED_PACKETS) - packets, time,
                    background);
        } catch (InterruptedException e) {
            throw new LabException("watching the network was stopped", "interfaces " + interfaces, null, null, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException("the watched work failed", null, e.getMessage(), null, e);
        }
    }

    private long counter(int field) {
        return interfaces.stream().mapToLong(name -> line(name)
                .map(line -> Long.parseLong(line.strip().split("\\s+", -1)[field]))
                .orElseThrow(() -> new LabException("the interface " + name + " is gone",
                        "look at /proc/net/dev for those that there are"))).sum();
    }

    private static Optional<String> line(String networkInterface) {
        try {
            return Files.readAllLines(COUNTERS).stream().map(String::strip)
                    .filter(line -> line.startsWith(networkInterface + ":"))
                    .map(line -> line.substring(networkInterface.length() + 1)).findFirst();
        } catch (IOException e) {
            throw new LabException("the network's counters cannot be read", COUNTERS.toString(), e.getMessage(), null, e);
        }
    }
}
