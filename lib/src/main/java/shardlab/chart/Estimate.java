package shardlab.chart;

import java.util.stream.Stream;
import shardlab.measure.Comparison;
import shardlab.measure.Durations;
import shardlab.measure.Median;
import shardlab.measure.Timing;

/**
 * A measured value with its interval.
 *
 * @param value  the median
 * @param low    the interval's lower end, in the same unit
 * @param high   the interval's upper end, in the same unit
 * @param rounds how many rounds it rests on: below {@link Comparison#LEAST_ROUNDS} the interval is the range of what
 *               was seen; 0 if it is a single number and not a median
 */
public record Estimate(double value, double low, double high, int rounds) {

    /** A single number, which has no interval. */
    public static Estimate exactly(double value) {
        return new Estimate(value, value, value, 0);
    }

    /** The ratio of an arm's median to its baseline's. */
    public static Estimate ratio(Comparison comparison) {
        return new Estimate(comparison.ratio(), comparison.interval().low(), comparison.interval().high(),
                comparison.rounds());
    }

    /** A median of any quantity, in its own unit. */
    public static Estimate of(Median median) {
        return new Estimate(median.value(), median.low(), median.high(), median.rounds());
    }

    /** The median time of an arm, in milliseconds. */
    public static Estimate millis(Timing timing) {
        return new Estimate(Durations.millis(timing.median()), Durations.millis(timing.low()),
                Durations.millis(timing.high()), timing.samples().size());
    }

    /** True if there is an interval to draw: a single number has none, nor has a single round. */
    public boolean hasInterval() {
        return rounds > 1;
    }

    /** The value in words, with its interval if there is one: {@code 13.6 [8.71 to 40.2]}. */
    String said() {
        return Theme.rounded(value) + (hasInterval() ? " [" + Theme.rounded(low) + " to " + Theme.rounded(high) + "]" : "");
    }

    /** What the intervals of a figure are: {@code 95% interval}, {@code range of 3 rounds}, or either. */
    static String intervals(Stream<Estimate> all) {
        int[] rounds = all.mapToInt(Estimate::rounds).filter(count -> count > 1).distinct().sorted().toArray();
        if (rounds.length == 0) {
            return "none, one round";
        }
        if (rounds[0] >= Comparison.LEAST_ROUNDS) {
            return "95% interval";
        }
        return rounds.length == 1 ? "range of " + rounds[0] + " rounds"
                : rounds[rounds.length - 1] < Comparison.LEAST_ROUNDS ? "range of the rounds"
                : "95% interval, or range of fewer than " + Comparison.LEAST_ROUNDS + " rounds";
    }
}
