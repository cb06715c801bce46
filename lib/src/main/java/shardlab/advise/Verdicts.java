package shardlab.advise;

import java.util.function.Function;

/**
 * A design with what its judge says.
 *
 * @param design the design
 * @param cost   by the rule and these verdicts
 * @param of     the judgement of each statement
 * @param ran    whether its script ran, and on what
 */
record Verdicts(Design design, double cost, Function<ReadQuery, Judgement> of, String ran) {
}
