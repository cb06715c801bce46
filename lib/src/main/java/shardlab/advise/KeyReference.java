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
 * @param definition    what follows its name, as the server writes it
 * @param tail          what follows the columns, without actions that set columns to something else
 * @param changes       true if it has such an action, ON UPDATE CASCADE included
 */
public record KeyReference(String table, String name, List<String> columns, String target, List<String> targetColumns,
        String definition, String tail, boolean changes) {

    /** True if a column refers to a column. */
    boolean pairs(String column, String targetColumn) {
        int at = columns.indexOf(column);
        return at >= 0 && targetColumns.get(at).equals(targetColumn);
    }
}
