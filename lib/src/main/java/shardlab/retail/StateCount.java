package shardlab.retail;

/**
 * How many rows of a table belong to a state.
 *
 * @param state the state's two letters
 * @param rows  how many rows
 */
public record StateCount(String state, long rows) {
}
