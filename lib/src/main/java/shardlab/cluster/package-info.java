/**
 * A coordinator and its workers: registered with one another, healthy or not, what they can do, and the network between
 * them. It may import {@code engine}, {@code files} and
 * {@code sql}.
 */
package shardlab.cluster;
