package shardlab.measure;

import java.util.Locale;

/**
 * How many of all, such as wrong answers among answers.
 *
 * @param hits how many
 * @param all  of how many
 */
public record Share(long hits, long all) {

    private static final double Z = 1.959964;

    /** From 0 to 1; 0 of none. */
    public double value() {
        return all == 0 ? 0 : (double) hits / all;
    }

    /** Wilson's 95% interval, as if each of them were independent of the others; from 0 to 1 of none. */
    public Interval interval() {
        if (all == 0) {
            return new Interval(0, 1);
        }
        double z = Z * Z / all;
        double middle = (value() + z / 2) / (1 + z);
        double half = Z / (1 + z) * Math.sqrt(value() * (1 - value()) / all + z / (4 * all));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** Such as {@code 27.0 % [19.3, 36.4]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100 * value(), 100 * interval().low(),
                100 * interval().high());
    }
}
