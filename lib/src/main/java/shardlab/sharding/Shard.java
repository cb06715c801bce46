package shardlab.sharding;

/**
 * One shard of a distributed table, and where it lives.
 *
 * @param shardId the catalog's number of it; on its worker the table is called {@code table_shardId}
 * @param minHash the smallest hash that falls into it ({@code pg_dist_shard.shardminvalue})
 * @param maxHash the largest hash that falls into it, itself included
 * @param node    what the lab calls the node it is placed on, such as {@code worker-3}
 * @param host    that node's host as the catalog has it
 * @param port    that node's port
 * @param bytes   what it takes on disk, indexes included
 */
public record Shard(long shardId, int minHash, int maxHash, String node, String host, int port, long bytes) {

    /** True if a value with this hash belongs here. */
    public boolean covers(int hash) {
        return minHash <= hash && hash <= maxHash;
    }

    /** How many of the 2^32 hashes fall into it. */
    public long width() {
        return (long) maxHash - minHash + 1;
    }
}
