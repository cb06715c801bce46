package shardlab.chart;

import shardlab.measure.Durations;
import shardlab.measure.Timing;

/**
 * A measured value with its interval.
 *
 * @param value the median
 * @param low   the interval's lower end, in the same unit
 * @param high  the interval's upper end, in the same unit
 */
public record Estimate(double value, double low, double high) {

    /** The median time of an arm, in milliseconds. */
    public static Estimate millis(Timing timing) {
        return new Estimate(Durations.millis(timing.median()), Durations.millis(timing.low()),
                Durations.millis(timing.high()));
    }
}
