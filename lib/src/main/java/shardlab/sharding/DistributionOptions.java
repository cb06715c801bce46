package shardlab.sharding;

/**
 * What {@code create_distributed_table} may be told beside table and column.
 *
 * @param colocateWith the table to be co-located with; {@code default} for any table with a column of the same type and
 *                     the same number of shards, {@code none} for a co-location group of its own
 * @param shardCount   how many shards to cut it into; null for {@code citus.shard_count}, which is 32 unless set
 */
public record DistributionOptions(String colocateWith, Integer shardCount) {

    /** What Citus does when it is told nothing. */
    public static final DistributionOptions DEFAULT = new DistributionOptions("default", null);

    /** Co-located with a table: equal values end on the same node. */
    public static DistributionOptions colocateWith(String table) {
        return new DistributionOptions(table, null);
    }

    /** Cut into so many shards, in a co-location group of its own. */
    public static DistributionOptions shardCount(int shards) {
        return new DistributionOptions("none", shards);
    }
}
