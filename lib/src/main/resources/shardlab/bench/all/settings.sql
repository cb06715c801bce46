select name, current_setting(name) as value
from pg_settings
where name in ('shared_buffers', 'work_mem', 'max_connections', 'max_prepared_transactions', 'fsync', 'synchronous_commit',
               'wal_level', 'jit', 'max_parallel_workers_per_gather', 'citus.shard_count',
               'citus.max_adaptive_executor_pool_size', 'citus.max_shared_pool_size', 'citus.max_cached_conns_per_worker',
               'citus.executor_slow_start_interval')
order by name
