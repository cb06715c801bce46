package shardlab.repartition;

import java.time.Duration;

/**
 * One step of a repartition by hand, on one node.
 *
 * @param name what is done: {@code map}, {@code shuffle}, {@code merge} or {@code collect}
 * @param node where
 * @param sql  the statement
 * @param rows rows that it made; 0 where it makes none
 * @param time how long it took, seen from the client
 */
public record HandStep(String name, String node, String sql, long rows, Duration time) {
}
