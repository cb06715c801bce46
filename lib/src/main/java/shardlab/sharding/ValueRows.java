package shardlab.sharding;

/**
 * How many rows have one value in the distribution column, and the shard they live in.
 *
 * @param value the value as PostgreSQL writes it
 * @param rows  how many rows have it
 * @param hash  its hash, computed in Java
 * @param shard the shard that the hash falls into
 */
public record ValueRows(String value, long rows, int hash, Shard shard) {
}
