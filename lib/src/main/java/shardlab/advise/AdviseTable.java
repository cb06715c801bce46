package shardlab.advise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as the catalog has it; of a partitioned table the parent alone.
 *
 * @param name       schema and name without quotes, such as {@code public.Orders}
 * @param sql        the same as SQL writes it, such as {@code public."Orders"}
 * @param rows       how many rows it has; -1 if nobody knows
 * @param triggers   the names of its triggers
 * @param attributes names by their number in the catalog, from 1: an empty one was dropped
 * @param columns    what is there, by name
 */
public record AdviseTable(String name, String sql, double rows, List<String> triggers, List<String> attributes,
        Map<String, AdviseColumn> columns) {

    /** The same table with another number of rows. */
    AdviseTable withRows(double counted) {
        return new AdviseTable(name, sql, counted, triggers, attributes, columns);
    }

    /** The same table with another column in place of the one of its name. */
    AdviseTable with(AdviseColumn column) {
        Map<String, AdviseColumn> others = new LinkedHashMap<>(columns);
        others.put(column.name(), column);
        return new AdviseTable(name, sql, rows, triggers, attributes, others);
    }

    boolean rowsKnown() {
        return rows >= 0;
    }
}
