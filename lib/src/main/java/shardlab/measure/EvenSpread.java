package shardlab.measure;

import java.util.List;

/**
 * How evenly rows fell into places of the same size, beside what chance alone does: a row falls into each place with the
 * same probability, so that the rows of a place follow the binomial law.
 *
 * @param rows the rows of each place, the empty ones included
 */
public record EvenSpread(List<Long> rows) {

    /** The chance with which all places together lie within the bounds. */
    public static final double CHANCE = 0.95;

    private static final double FAR = 10;
    private static final int HALVINGS = 60;

    /** Keeps the counts as they are now. */
    public EvenSpread {
        rows = List.copyOf(rows);
    }

    /** All rows. */
    public long total() {
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    /** What a place holds on average. */
    public double expected() {
        return (double) total() / rows.size();
    }

    /** What one place deviates by, as a rule: the binomial law's standard deviation. */
    public double deviation() {
        double chance = 1.0 / rows.size();
        return Math.sqrt(total() * chance * (1 - chance));
    }

    /** Between these lie all places together, 95 times in a hundred, if chance alone spreads the rows. */
    public Interval bounds() {
        double far = deviations(rows.size()) * deviation();
        return new Interval(Math.max(0, expected() - far), expected() + far);
    }

    /** How many places lie outside {@link #bounds}. */
    public long outside() {
        Interval bounds = bounds();
        return rows.stream().filter(count -> !bounds.contains(count)).count();
    }

    /** The fullest place against the average: 1 is even. */
    public double fullest() {
        return total() == 0 ? 1 : rows.stream().mapToLong(Long::longValue).max().orElse(0) / expected();
    }

    /** Standard deviations beyond which one of so many normal values lies once in twenty times (Šidák's correction). */
    static double deviations(int places) {
        double beyond = (1 - Math.pow(CHANCE, 1.0 / places)) / 2;
        double low = 0;
        double high = FAR;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (Bootstrap.beyond(middle) > beyond) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
