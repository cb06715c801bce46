package shardlab.retail;

import java.util.Locale;

/**
 * Which data set the tables hold.
 *
 * @param sales how many sales
 * @param seed  the generator's seed
 */
public record Contents(long sales, long seed) {

    /** Such as {@code 200,000 sales of seed 42}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d sales of seed %d", sales, seed);
    }
}
