-- What this cluster can do, a column for each Capability. Citus is told from the embedded engine by its extension;
-- what may be missing from either is asked for by the function that does it.
select not citus                                                       as direct_shard_copy,
       citus                                                           as reference_join_pushdown,
       citus                                                           as partial_aggregate_pushdown,
       citus                                                           as repartition_join,
       citus and current_setting('max_prepared_transactions')::int > 0 as two_phase_commit,
       citus                                                           as distributed_deadlock_detection,
       citus                                                           as on_conflict_do_update,
       'citus_move_shard_placement'       = any (functions)            as shard_moves,
       citus                                                           as online_moves,
       'isolate_tenant_to_new_shard'      = any (functions)            as tenant_isolation,
       'get_rebalance_table_shards_plan'  = any (functions)            as shard_rebalancer,
       'alter_distributed_table'          = any (functions)            as alter_distributed_table,
       'citus_schema_distribute'          = any (functions)            as schema_sharding,
       citus                                                           as citus_settings,
       citus                                                           as other_roles,
       citus                                                           as queries_through_workers,
       statements                                                      as statement_statistics,
       citus and statements                                            as distributed_statement_statistics,
       'citus_stat_tenants'               = any (functions)            as tenant_statistics,
       'citus_stat_counters'              = any (functions)            as cluster_counters,
       'get_rebalance_progress'           = any (functions)            as move_progress,
       'citus_job_list'                   = any (functions)            as background_jobs
  from (select exists (select from pg_extension where extname = 'citus'),
               exists (select from pg_settings where name = 'pg_stat_statements.max'),
               array(select proname::text from pg_proc where pronamespace = 'pg_catalog'::regnamespace))
    as server (citus, statements, functions)
