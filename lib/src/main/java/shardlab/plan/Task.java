package shardlab.plan;

import java.util.List;
import java.util.OptionalLong;

/**
 * One task: a statement on shards, run by one node.
 *
 * @param node     the node's name where the catalog knows it, or {@code host:port}
 * @param sql      the statement that the node runs; empty where EXPLAIN does not show it
 * @param tables   the tables it reads or writes, without shard ids
 * @param shardIds the shards it reads or writes
 * @param received bytes that the node sent back, rounded as EXPLAIN ANALYZE rounds them; empty without ANALYZE
 * @param plan     the node's own plan as JSON; empty where EXPLAIN does not show it
 */
public record Task(String node, String sql, List<String> tables, List<Long> shardIds, OptionalLong received, String plan) {
}
