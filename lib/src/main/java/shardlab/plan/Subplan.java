package shardlab.plan;

import java.util.OptionalLong;

/**
 * A part of a query that is run first, its result kept as an intermediate result.
 *
 * @param number      its place among the subplans, from 1
 * @param plan        how it runs
 * @param bytes       size of its result, rounded as EXPLAIN ANALYZE rounds it; empty without ANALYZE
 * @param destination where its result goes, as EXPLAIN ANALYZE says it; empty without ANALYZE
 */
public record Subplan(int number, Plan plan, OptionalLong bytes, String destination) {
}
