/**
 * What a join moves between nodes: computed from the rows and their hashes, and done by hand on servers that have no
 * repartition join. EXPLAIN is not asked here.
 */
package shardlab.repartition;
