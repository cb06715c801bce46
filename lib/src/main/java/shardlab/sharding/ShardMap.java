package shardlab.sharding;

import java.util.Comparator;
import java.util.List;
import shardlab.LabException;

/**
 * Which hash falls into which shard of one table, and where each shard lives: with it, Java says where a value goes
 * without asking the cluster.
 *
 * @param table      the table's name, as the catalog writes it
 * @param column     the distribution column
 * @param columnType PostgreSQL's name of that column's type, such as {@code text} or {@code int8}
 * @param shards     the shards, from the lowest hash to the highest
 */
public record ShardMap(String table, String column, String columnType, List<Shard> shards) {

    private static final long HASHES = 1L << 32;

    /** Sorts the shards by their hashes. */
    public ShardMap {
        shards = shards.stream().sorted(Comparator.comparingInt(Shard::minHash)).toList();
    }

    /**
     * The shard that a value of the distribution column belongs to: hashed in Java, looked up in the bounds.
     *
     * @param value a Java value of the column's type, or its text as PostgreSQL writes it
     * @throws LabException if the type's hash is not known here, or no shard covers the hash
     */
    public Shard shardOf(Object value) {
        return shardAt(hash(value));
    }

    /** The hash of a value of the distribution column. */
    public int hash(Object value) {
        return PostgresHash.of(value, columnType);
    }

    /**
     * The shard whose bounds hold a hash.
     *
     * @throws LabException if none does
     */
    public Shard shardAt(int hash) {
        return shards.stream().filter(shard -> shard.covers(hash)).findFirst()
                .orElseThrow(() -> new LabException("No shard of " + table + " covers the hash " + hash, table,
                        shards.size() + " shards",
                        "read the shard map again: the table may have been distributed anew", null));
    }

    /** The shard with this number in the catalog. */
    public Shard shard(long shardId) {
        return shards.stream().filter(shard -> shard.shardId() == shardId).findFirst()
                .orElseThrow(() -> new LabException("No shard " + shardId + " in " + table,
                        "read the shard map again: the shard may have been split"));
    }

    /** The position of a shard among the others, from 0 by hash. */
    public int indexOf(Shard shard) {
        return shards.indexOf(shard);
    }

    /** The nodes that hold shards, by name: {@code worker-2} before {@code worker-10}. */
    public List<String> nodes() {
        return shards.stream().map(Shard::node).distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())).toList();
    }

    /**
     * The arithmetic by which Citus cuts the hashes into equal shards: {@code (hash + 2^31) / (2^32 / shardCount)}.
     * Where the division leaves a rest, the last shard takes it. It holds until a shard is split.
     *
     * @return the shard's position, from 0
     */
    public static int shardIndex(int hash, int shardCount) {
        long index = ((long) hash - Integer.MIN_VALUE) / (HASHES / shardCount);
        return (int) Math.min(index, shardCount - 1);
    }
}
