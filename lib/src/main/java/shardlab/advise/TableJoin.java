package shardlab.advise;

import java.util.List;

/**
 * Two tables that queries join, or that a foreign key ties.
 *
 * @param left       the one whose name comes first
 * @param right      the other
 * @param families   the families of the columns that are compared, by their place in the advice, the heaviest first
 * @param weight     how often queries join them; 0 if none does
 * @param foreignKey true if one refers to the other
 */
public record TableJoin(String left, String right, List<Integer> families, double weight, boolean foreignKey) {

    /** True if it is one of the two. */
    public boolean joins(String table) {
        return left.equals(table) || right.equals(table);
    }
}
