package shardlab.sharding;

import java.util.List;

/**
 * Shards of co-located tables that cover the same hashes, and so live, move and split together.
 *
 * @param minHash the smallest hash of all of them
 * @param maxHash the largest hash of all of them
 * @param node    the node they are on
 * @param tables  the tables, in the same order as the shards
 * @param shards  one shard a table
 */
public record ShardGroup(int minHash, int maxHash, String node, List<String> tables, List<Shard> shards) {

    /** What the group takes on disk. */
    public long bytes() {
        return shards.stream().mapToLong(Shard::bytes).sum();
    }
}
