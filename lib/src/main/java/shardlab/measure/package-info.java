/**
 * Measuring without fooling oneself: samples, medians with intervals, comparisons. Knows no database.
 *
 * <p>An {@link shardlab.measure.Experiment} has named arms. Each arm is warmed up; then rounds are run, each round
 * every arm once, in an order shuffled anew by a seed, so that a slow minute of the machine falls on all arms alike.
 * All arms must return the same answer, or no time is shown at all. Medians carry 95% bootstrap intervals, and two
 * arms differ only if the interval of the ratio of their medians leaves out 1.
 */
package shardlab.measure;
