package shardlab.chart;

/**
 * How many rows a state has, and how many it should have.
 *
 * @param state  the state, such as {@code CA}
 * @param rows   how many rows it has
 * @param weight the share of all rows that the generator aims at, from 0 to 1
 */
public record StateRows(String state, long rows, double weight) {
}
