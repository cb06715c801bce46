package shardlab.measure;

import java.time.Duration;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/**
 * How long each of very many statements took, to three digits, in fixed room. One thread records; afterwards anybody may
 * read.
 */
public final class Latencies {

    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);

    /** All of several threads in one. */
    public static Latencies together(Collection<Latencies> parts) {
        var all = new Latencies();
        parts.forEach(part -> all.histogram.add(part.histogram));
        return all;
    }

    /** Adds one; below zero counts as zero. */
    public void add(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /** How many there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * What so many in a hundred did not exceed; zero if there are none.
     *
     * @param percent such as 50, 99, 99.9
     */
    public Duration percentile(double percent) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percent));
    }

    /** The longest; zero if there are none. */
    public Duration longest() {
        return Duration.ofNanos(histogram.getMaxValue());
    }

    /** The mean; zero if there are none. */
    public Duration mean() {
        return Durations.ofNanos(count() == 0 ? 0 : histogram.getMean());
    }

    @Override
    public String toString() {
        return count() + " statements, p50 " + Durations.text(percentile(50)) + ", p99 " + Durations.text(percentile(99));
    }
}
