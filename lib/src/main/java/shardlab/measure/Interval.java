package shardlab.measure;

/**
 * A 95% interval: where the true value lies unless the samples were unlucky one time in twenty. From fewer than
 * {@link Comparison#LEAST_ROUNDS} rounds there is none, and it is the range of what was seen.
 *
 * @param low  lower end, in the unit of what it is an interval of
 * @param high upper end
 */
public record Interval(double low, double high) {

    /** True if the value lies in the interval, its ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
