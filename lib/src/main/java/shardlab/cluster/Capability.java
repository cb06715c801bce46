package shardlab.cluster;

/** What a cluster can do, asked of its servers: never conclude it from the engine's name. */
public enum Capability {
    /** Rows may be copied straight into the shards' tables on the workers. */
    DIRECT_SHARD_COPY,
    /** A join of a distributed with a reference table runs on the workers. */
    REFERENCE_JOIN_PUSHDOWN,
    /** An aggregate that does not group by the distribution column is computed in part on the workers. */
    PARTIAL_AGGREGATE_PUSHDOWN,
    /** Tables that are not co-located can be joined by moving rows from worker to worker. */
    REPARTITION_JOIN,
    /** A transaction on several workers commits on all or on none. */
    TWO_PHASE_COMMIT,
    /** Shards can be moved from worker to worker. */
    SHARD_MOVES
}
