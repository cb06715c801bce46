package shardlab.plan;

import java.util.List;

/**
 * One join of a plan.
 *
 * @param strategy how its rows come together
 * @param tables   the tables that take part, without shard ids; empty where EXPLAIN does not name them, as in a
 *                 repartition join
 */
public record Join(JoinStrategy strategy, List<String> tables) {
}
