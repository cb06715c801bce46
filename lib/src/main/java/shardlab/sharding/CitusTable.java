package shardlab.sharding;

/**
 * One row of {@code citus_tables}.
 *
 * @param name               the table, with its schema where the search path does not reach it
 * @param type               {@code distributed} or {@code reference}; Citus knows {@code schema} and {@code local} too
 * @param distributionColumn the distribution column; null where there is none
 * @param colocationId       tables with the same number are co-located
 * @param size               what it takes on all nodes, as {@code pg_size_pretty} writes it
 * @param shardCount         how many shards it has
 */
public record CitusTable(String name, String type, String distributionColumn, int colocationId, String size,
                         long shardCount) {

    /** True if its rows are spread by a distribution column. */
    public boolean distributed() {
        return type.equals("distributed");
    }

    /** True if every node has a copy of it. */
    public boolean reference() {
        return type.equals("reference");
    }
}
