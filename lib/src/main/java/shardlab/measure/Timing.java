package shardlab.measure;

import java.time.Duration;

/**
 * How long one arm took.
 *
 * @param arm     the arm's name
 * @param samples one sample a round, in the order of the rounds
 * @param median  the median
 * @param low     lower end of the median's 95% interval; below {@link Comparison#LEAST_ROUNDS} samples, from which no such
 *                interval can be had, the shortest sample
 * @param high    upper end of that interval, or the longest sample
 */
public record Timing(String arm, Samples samples, Duration median, Duration low, Duration high) {

    /** Works out median and interval, or range; the same seed gives the same interval. */
    public static Timing of(String arm, Samples samples, long seed) {
        if (samples.size() < Comparison.LEAST_ROUNDS) {
            return new Timing(arm, samples, samples.median(), samples.min(), samples.max());
        }
        Interval interval = samples.medianInterval(seed);
        return new Timing(arm, samples, samples.median(),
                Durations.ofNanos(interval.low()), Durations.ofNanos(interval.high()));
    }

    /** False for a single sample, of which no interval can be told. */
    public boolean hasInterval() {
        return samples.size() > 1;
    }

    /** Such as {@code 5.43 ms [5.31 ms, 5.60 ms]}; the time alone for a single sample. */
    @Override
    public String toString() {
        if (!hasInterval()) {
            return Durations.text(median);
        }
        return Durations.text(median) + " [" + Durations.text(low) + ", " + Durations.text(high) + "]";
    }
}
