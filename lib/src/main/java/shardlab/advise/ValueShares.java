package shardlab.advise;

import java.util.List;

/**
 * Values of a column with their parts of the rows, from elsewhere than the statistics.
 *
 * @param shares the values
 * @param all    true if the column has no others
 */
record ValueShares(List<ValueShare> shares, boolean all) {

    /** How many values a column has by this; what is known already where this has some of them only. */
    double distinct(double known) {
        return all ? shares.size() : known;
    }
}
