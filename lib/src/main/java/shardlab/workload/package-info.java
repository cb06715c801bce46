/**
 * Experiments on a cluster: one question by every kind of join, over sizes, shard counts and networks; one statement by two
 * clocks; rows inserted in every way; money moved in transactions; clients that load a server. Nothing here knows a
 * notebook or draws.
 */
package shardlab.workload;
