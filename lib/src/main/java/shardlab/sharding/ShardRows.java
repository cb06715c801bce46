package shardlab.sharding;

/** How many rows one shard holds. */
public record ShardRows(Shard shard, long rows) {
}
