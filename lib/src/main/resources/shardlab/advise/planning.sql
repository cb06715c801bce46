-- Plans that show each condition where it is written down: scans filter, joins compare by a hash. Nothing runs.
set local plan_cache_mode = force_generic_plan;
set local enable_nestloop = off;
set local enable_mergejoin = off;
set local enable_indexscan = off;
set local enable_indexonlyscan = off;
set local enable_bitmapscan = off;
set local enable_tidscan = off;
set local enable_partition_pruning = off;
set local enable_partitionwise_join = off;
set local max_parallel_workers_per_gather = 0;
set local constraint_exclusion = off;
set local jit = off;
set local from_collapse_limit = 20;
set local join_collapse_limit = 20;
set local lock_timeout = '5s';
set local statement_timeout = '30s'
;
-- PostgreSQL 18 and newer
select set_config(name, 'off', true) from pg_settings where name = 'enable_self_join_elimination'
