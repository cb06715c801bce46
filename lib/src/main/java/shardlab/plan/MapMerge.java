package shardlab.plan;

import java.util.List;

/**
 * One side of a repartition join: map tasks split shards into buckets, merge tasks put the buckets together.
 *
 * @param mapTasks   how many shards are split
 * @param mergeTasks how many buckets there are
 * @param dependsOn  the repartitionings that must be done before
 */
public record MapMerge(int mapTasks, int mergeTasks, List<MapMerge> dependsOn) {

    /** How many files nodes fetch for it: every bucket of every map task, the empty ones too. */
    public int fetches() {
        return mapTasks * mergeTasks + dependsOn.stream().mapToInt(MapMerge::fetches).sum();
    }
}
