/**
 * A coordinator and its workers: registered with one another, healthy or not, what they can do, and the network between
 * them. It may import {@code engine} and {@code sql}.
 */
package shardlab.cluster;
