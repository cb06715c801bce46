package shardlab.workload;

/**
 * One statement of a two-phase commit by hand.
 *
 * @param node where it was sent
 * @param sql  the statement
 */
public record TwoPhaseStep(String node, String sql) {
}
