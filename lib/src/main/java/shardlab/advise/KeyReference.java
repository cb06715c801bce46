package shardlab.advise;

import java.util.List;

/**
 * A foreign key.
 *
 * @param table         the table that refers
 * @param name          its name as SQL writes it
 * @param columns       columns of that table
 * @param target        the table that is referred to
 * @param targetColumns columns of that table, in the same order
 */
public record KeyReference(String table, String name, List<String> columns, String target, List<String> targetColumns) {

    /** True if a column refers to a column. */
    boolean pairs(String column, String targetColumn) {
        int at = columns.indexOf(column);
        return at >= 0 && targetColumns.get(at).equals(targetColumn);
    }
}
