package shardlab.advise;

import java.util.Optional;

/**
 * A statement of the workload.
 *
 * @param name        what it is called in a report: {@code -- name:}, or its number
 * @param sql         its text
 * @param weight      how often it runs, in any unit that all have in common
 * @param milliseconds how long one run takes; empty if nobody knows
 * @param transaction the transaction that it is a part of; empty if it stands alone or nobody knows
 */
public record WorkloadQuery(String name, String sql, double weight, Optional<Double> milliseconds,
        Optional<String> transaction) {
}
