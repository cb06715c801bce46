package shardlab.measure;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: three digits and a unit. */
public final class Durations {

    private static final double MICROSECOND = 1e3;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;

    private Durations() {
    }

    /** Such as {@code 412 µs}, {@code 5.43 ms}, {@code 8.30 s}. */
    public static String text(Duration duration) {
        return text((double) duration.toNanos());
    }

    /** The same for a number of nanoseconds. */
    public static String text(double nanos) {
        if (nanos < MICROSECOND) {
            return digits(nanos) + " ns";
        }
        if (nanos < MILLISECOND) {
            return digits(nanos / MICROSECOND) + " µs";
        }
        return nanos < SECOND ? digits(nanos / MILLISECOND) + " ms" : digits(nanos / SECOND) + " s";
    }

    /** A number with three digits that count: 0.123, 1.23, 12.3, 123, 1234. */
    public static String digits(double number) {
        double size = Math.abs(number);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Milliseconds with their fraction. */
    public static double millis(Duration duration) {
        return duration.toNanos() / MILLISECOND;
    }

    static Duration ofNanos(double nanos) {
        return Duration.ofNanos(Math.round(nanos));
    }
}
