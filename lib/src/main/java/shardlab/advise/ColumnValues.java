package shardlab.advise;

import java.util.List;
import java.util.Set;

/**
 * What is known of the values of a column.
 *
 * @param hashType    the type that decides how a value is hashed, as in {@code pg_type}: a domain's base type; empty where
 *                    the collation takes different texts for equal, so that their hash is not that of the text
 * @param correlation how far the values follow the order of the rows on disk, from -1 to 1; 0 if nobody knows
 * @param common      the most frequent values, or all of them
 * @param origin      who says so, such as {@code the statistics}; empty if nobody does
 */
public record ColumnValues(String hashType, double correlation, List<ValueShare> common, String origin) {

    private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");
    private static final double MONOTONE = 0.99;

    /** The same column with values from elsewhere. */
    ColumnValues with(List<ValueShare> others, String from) {
        return new ColumnValues(hashType, correlation, List.copyOf(others), from);
    }

    boolean known() {
        return !origin.isEmpty();
    }

    /** True of a date or a point in time. */
    boolean isTime() {
        return TIMES.contains(hashType);
    }

    /** True if new rows have values that no row had before: a time, or values in the order of the rows. */
    boolean growsWithTime() {
        return isTime() || correlation >= MONOTONE;
    }

    /** The part of the rows that the known values have. */
    double share() {
        return common.stream().mapToDouble(ValueShare::share).sum();
    }
}
