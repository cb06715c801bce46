package shardlab.sharding;

/**
 * How many rows with one value of the distribution column were found on one node, by looking at the node itself.
 *
 * @param node  the node's name, such as {@code worker-1}
 * @param value the value as PostgreSQL writes it
 * @param rows  the rows in all tables that were counted
 */
public record ValueOnNode(String node, String value, long rows) {
}
