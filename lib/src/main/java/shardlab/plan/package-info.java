/**
 * What a query costs in a cluster before any clock is read: EXPLAIN as one small model.
 */
package shardlab.plan;
