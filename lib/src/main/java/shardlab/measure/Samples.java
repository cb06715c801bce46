package shardlab.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What one arm took, one sample a round, in the order of the rounds. */
public final class Samples {

    private final long[] nanos;

    private Samples(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        this.nanos = nanos;
    }

    /** Samples in nanoseconds, in the order they were taken. */
    public static Samples ofNanos(long... nanos) {
        return new Samples(nanos.clone());
    }

    /** Samples in the order they were taken. */
    public static Samples of(List<Duration> durations) {
        return new Samples(durations.stream().mapToLong(Duration::toNanos).toArray());
    }

    /** How many samples there are. */
    public int size() {
        return nanos.length;
    }

    /** The samples in nanoseconds, in the order of the rounds. */
    public long[] nanos() {
        return nanos.clone();
    }

    /** The middle sample; between the two middle ones where their number is even. */
    public Duration median() {
        return quantile(0.5);
    }

    /** The shortest sample. */
    public Duration min() {
        return quantile(0);
    }

    /** The longest sample. */
    public Duration max() {
        return quantile(1);
    }

    /**
     * The value below which that share of the samples lies, linear between neighbours.
     *
     * @param share from 0 to 1
     */
    public Duration quantile(double share) {
        double[] sorted = LongStream.of(nanos).asDoubleStream().sorted().toArray();
        return Durations.ofNanos(quantile(sorted, share));
    }

    /** The 95% bootstrap interval of the median, in nanoseconds; the same seed gives the same interval. */
    public Interval medianInterval(long seed) {
        return Bootstrap.median(nanos, seed);
    }

    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return quantile(values, 0.5);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples && Arrays.equals(nanos, samples.nanos);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(nanos);
    }

    @Override
    public String toString() {
        return size() + " samples, median " + Durations.text(median());
    }
}
