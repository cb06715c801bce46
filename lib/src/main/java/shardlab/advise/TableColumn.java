package shardlab.advise;

/**
 * A column of a table.
 *
 * @param table  the table's name
 * @param column the column's name
 */
public record TableColumn(String table, String column) {

    @Override
    public String toString() {
        return table + "." + column;
    }
}
