package shardlab.sharding;

/**
 * One shard that a rebalance would move.
 *
 * @param table   its table
 * @param shardId the shard
 * @param from    the node it is on, such as {@code worker-3}
 * @param to      the node it would go to
 * @param host    that node's host as the catalog has it
 * @param port    that node's port
 */
public record PlannedMove(String table, long shardId, String from, String to, String host, int port) {
}
