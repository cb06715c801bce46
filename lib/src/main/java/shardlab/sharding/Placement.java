package shardlab.sharding;

/**
 * One copy of one shard on one node. A distributed table's shard has one, a reference table's shard one on every node.
 *
 * @param shardId the shard
 * @param node    what the lab calls the node, such as {@code worker-3}
 * @param host    the node's host as the catalog has it
 * @param port    the node's port
 */
public record Placement(long shardId, String node, String host, int port) {
}
