package shardlab.sharding;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code get_rebalance_table_shards_plan} would move, in its order; nothing has moved yet.
 *
 * @param moves the shards, those that are co-located with one right behind it
 */
public record RebalancePlan(List<PlannedMove> moves) {

    /** How many groups of co-located shards would move: each is one move of the rebalance. */
    public long groups() {
        return moves.stream().map(PlannedMove::table).distinct().mapToLong(table -> moves.stream()
                .filter(move -> move.table().equals(table)).count()).max().orElse(0);
    }

    /** Where the shards of a table would be then. */
    public ShardMap applyTo(ShardMap map) {
        Map<Long, PlannedMove> byShard = moves.stream()
                .collect(Collectors.toMap(PlannedMove::shardId, Function.identity(), (first, last) -> last));
        return new ShardMap(map.table(), map.column(), map.columnType(),
                map.shards().stream().map(shard -> moved(shard, byShard.get(shard.shardId()))).toList());
    }

    private static Shard moved(Shard shard, PlannedMove move) {
        return move == null ? shard : new Shard(shard.shardId(), shard.minHash(), shard.maxHash(), move.to(), move.host(),
                move.port(), shard.bytes());
    }
}
