package shardlab.watch;

/**
 * A group of co-located shards on one node.
 *
 * @param colocationId the group of tables that it belongs to
 * @param minHash      where its range of hashes begins
 * @param shardId      the lowest of its numbers, which stands for all
 * @param table        the table of that one
 * @param node         the name of the node
 * @param bytes        of all its shards, indexes included; 0 until they were asked
 */
public record ShardLook(long colocationId, long minHash, long shardId, String table, String node, long bytes) {
}
