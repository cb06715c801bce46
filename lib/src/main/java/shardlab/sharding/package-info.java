/**
 * Declares how tables are distributed, asks the catalog where shards are, and predicts it from PostgreSQL's own hash. It may
 * import {@code sql}.
 */
package shardlab.sharding;
