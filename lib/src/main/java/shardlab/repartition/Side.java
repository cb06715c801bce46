package shardlab.repartition;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One side of a join that moves rows.
 *
 * @param table   the distributed table
 * @param key     the column that it is joined by
 * @param columns what moves of each row, the key included: the columns that the query uses above the scan
 * @param filter  the condition on this table alone that rows must meet to be moved, in SQL
 */
public record Side(String table, String key, List<String> columns, String filter) {

    /** A side of which only the key moves. */
    public static Side of(String table, String key) {
        return new Side(table, key, List.of(key), "true");
    }

    /** The same, with further columns moved. */
    public Side moving(String... more) {
        Set<String> all = new LinkedHashSet<>(columns);
        all.addAll(Arrays.asList(more));
        return new Side(table, key, List.copyOf(all), filter);
    }

    /** The same, with only those rows moved that meet a condition. */
    public Side where(String condition) {
        return new Side(table, key, columns, condition);
    }
}
