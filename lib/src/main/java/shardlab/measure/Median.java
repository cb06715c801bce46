package shardlab.measure;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The median of a quantity that was measured in several rounds, such as statements a second.
 *
 * @param value  the median
 * @param low    lower end of its 95% interval; below {@link Comparison#LEAST_ROUNDS} rounds the least of them
 * @param high   upper end of that interval, or the most
 * @param rounds how many there were
 */
public record Median(double value, double low, double high, int rounds) {

    private static final double THOUSAND = 1_000;

    /**
     * The median with its interval; the same seed gives the same interval.
     *
     * @param values one a round, at least one
     */
    public static Median of(double[] values, long seed) {
        var range = range(values);
        return of(Samples.median(values.clone()), values.length < Comparison.LEAST_ROUNDS ? range
                : Bootstrap.median(values, seed), values.length);
    }

    /**
     * The ratio of two medians, with its interval from whole rounds.
     *
     * @param values of one arm, one a round
     * @param base   of the other in the same rounds
     */
    public static Median ratio(double[] values, double[] base, long seed) {
        int rounds = Math.min(values.length, base.length);
        double ratio = Samples.median(values.clone()) / Math.max(Double.MIN_NORMAL, Samples.median(base.clone()));
        return of(ratio, rounds < Comparison.LEAST_ROUNDS
                ? range(IntStream.range(0, rounds).mapToDouble(i -> values[i] / base[i]).toArray())
                : Bootstrap.ratio(values, base, Double.MIN_NORMAL, seed), rounds);
    }

    /** So much work in the time that an arm took. */
    public static Median rate(double work, Timing timing) {
        return new Median(work / seconds(timing.median().toNanos()), work / seconds(timing.high().toNanos()),
                work / seconds(timing.low().toNanos()), timing.samples().size());
    }

    private static double seconds(long nanos) {
        return Math.max(1, nanos) / 1e9;
    }

    private static Median of(double value, Interval interval, int rounds) {
        return new Median(value, interval.low(), interval.high(), rounds);
    }

    private static Interval range(double[] values) {
        var all = IntStream.range(0, values.length).mapToDouble(i -> values[i]).summaryStatistics();
        return new Interval(all.getMin(), all.getMax());
    }

    /** Such as {@code 12.3 [11.8, 12.9]} or {@code 12,300 [11,800, 12,900]}; the value alone for a single round. */
    @Override
    public String toString() {
        return rounds < 2 ? text(value) : text(value) + " [" + text(low) + ", " + text(high) + "]";
    }

    private static String text(double number) {
        return number < THOUSAND ? Durations.digits(number) : String.format(Locale.ROOT, "%,.0f", number);
    }
}
