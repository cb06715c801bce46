/**
 * The data: the ten states' thirteen tables and the four countries', generated from a seed, loaded as a stream, and checked
 * by their invariants. It may import {@code sql} and {@code sharding}, since the loader puts rows into shards.
 */
package shardlab.retail;
