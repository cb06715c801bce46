package shardlab.sharding;

/**
 * How many rows of one table live on one node.
 *
 * @param node   the node's name, such as {@code worker-1}
 * @param shards how many of the table's shards it has
 * @param filled how many of those have any rows
 * @param rows   the rows in them
 * @param bytes  what they take on disk
 */
public record NodeRows(String node, int shards, int filled, long rows, long bytes) {
}
