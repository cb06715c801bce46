package shardlab.cluster;

/**
 * What a cluster can do, asked of its coordinator ({@code cluster/capabilities.sql}, where each has a column of its
 * name): never conclude it from the engine's name.
 */
public enum Capability {
    /** Rows may be copied straight into the shards' tables on the workers, and it is the fast way to load them. */
    DIRECT_SHARD_COPY,
    /** A join of a distributed with a reference table runs on the workers. */
    REFERENCE_JOIN_PUSHDOWN,
    /** An aggregate that does not group by the distribution column is computed in part on the workers. */
    PARTIAL_AGGREGATE_PUSHDOWN,
    /** Tables that are not co-located can be joined by moving rows from worker to worker. */
    REPARTITION_JOIN,
    /** A transaction on several workers commits on all or on none. */
    TWO_PHASE_COMMIT,
    /** Deadlocks across nodes are found and broken. */
    DISTRIBUTED_DEADLOCK_DETECTION,
    /** {@code INSERT … ON CONFLICT DO UPDATE} works on a distributed table. */
    ON_CONFLICT_DO_UPDATE,
    /** Shards can be moved from worker to worker. */
    SHARD_MOVES,
    /** Writes go on while a shard moves, by logical replication. */
    ONLINE_MOVES,
    /** One value of the distribution column can be given a shard of its own. */
    TENANT_ISOLATION,
    /** Shards are balanced over the workers by a strategy. */
    SHARD_REBALANCER,
    /** A distributed table can be given another distribution column or number of shards. */
    ALTER_DISTRIBUTED_TABLE,
    /** A schema can be a shard. */
    SCHEMA_SHARDING,
    /** Settings named {@code citus.…} have the effect that they have in Citus. */
    CITUS_SETTINGS,
    /** Other roles than the lab's own may use distributed tables, by their rights and policies. */
    OTHER_ROLES,
    /** Workers know the distributed tables: a query, an INSERT or a COPY may go to any node. */
    QUERIES_THROUGH_WORKERS,
    /** Every server counts its statements ({@code pg_stat_statements}). */
    STATEMENT_STATISTICS,
    /** {@code citus_stat_statements} says of each statement by which executor it ran, and for which tenant. */
    DISTRIBUTED_STATEMENT_STATISTICS,
    /** {@code citus_stat_tenants}: queries and processor time of each value of a distribution column. */
    TENANT_STATISTICS,
    /** {@code citus_stat_counters}: queries of one shard and of many, and connections. */
    CLUSTER_COUNTERS,
    /** {@code get_rebalance_progress()} says how far a move is. */
    MOVE_PROGRESS,
    /** Moves and rebalances can run in the background, as jobs that can be looked at. */
    BACKGROUND_JOBS
}
