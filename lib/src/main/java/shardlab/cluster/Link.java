package shardlab.cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the network between a node and the others is like.
 *
 * @param name           what figures call it
 * @param roundTrip      time that a packet takes there and back
 * @param bytesPerSecond what fits through in each direction, shared by all connections; 0 for no limit
 * @param cut            true if nothing gets through: open connections are reset, new ones refused
 */
public record Link(String name, Duration roundTrip, long bytesPerSecond, boolean cut) {

    private static final long GIGABIT = 125_000_000;

    /** Nothing is added to what loopback takes by itself. */
    public static final Link LOOPBACK = new Link("loopback", Duration.ZERO, 0, false);

    /**
     * Machines in one rack: 0.1 ms there and back, 10 Gbit/s. The rate is what Amazon EC2 gives one flow within a
     * cluster placement group (EC2 User Guide, "Instance network bandwidth"); the round trip is an assumption.
     */
    public static final Link RACK = new Link("one rack", Duration.ofNanos(100_000), 10 * GIGABIT, false);

    /**
     * Zones of one region: 2 ms there and back, 5 Gbit/s. The rate is what EC2 gives one flow outside a placement group
     * (same guide); providers promise "single-digit milliseconds" or "less than about 2 ms" between zones.
     */
    public static final Link REGION = new Link("one region", Duration.ofMillis(2), 5 * GIGABIT, false);

    /**
     * Two continents: 90 ms there and back, 1 Gbit/s. Both are assumptions, of the order of a line between the east of
     * the United States and western Europe: light in glass takes 60 ms for 6,000 km there and back.
     */
    public static final Link CONTINENTS = new Link("two continents", Duration.ofMillis(90), GIGABIT, false);

    /** A link of one's own. */
    public static Link of(Duration roundTrip, long bytesPerSecond) {
        return new Link("round trip " + millis(roundTrip) + " ms", roundTrip, bytesPerSecond, false);
    }

    /** The same link with nothing getting through. */
    public Link severed() {
        return new Link(name + ", cut", roundTrip, bytesPerSecond, true);
    }

    /** Such as {@code two continents: 90 ms there and back, 1 Gbit/s}. */
    public String sentence() {
        if (cut) {
            return name + ": nothing gets through";
        }
        String rate = bandwidth().map(text -> ", " + text).orElse("");
        return name + ": " + (roundTrip.isZero() ? "nothing added" : millis(roundTrip) + " ms there and back") + rate;
    }

    private Optional<String> bandwidth() {
        return bytesPerSecond == 0 ? Optional.empty() : Optional.of(bytesPerSecond >= GIGABIT
                ? number(bytesPerSecond * 8 / 1e9) + " Gbit/s" : number(bytesPerSecond * 8 / 1e6) + " Mbit/s");
    }

    private static String millis(Duration time) {
        return number(time.toNanos() / 1e6);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }
}
