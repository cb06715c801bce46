-- title: Nodes are configured differently
-- why: the slowest configuration sets the pace of each query of many shards; versions that differ may answer
--     differently.
-- do: bring them in line; the coordinator may differ on purpose.
select 'notice' as severity, format('%s: %s', s.name, string_agg(distinct s.setting, ', ')) as seen
  from run_command_on_workers($$select jsonb_agg(s) from (select name, setting from pg_settings
           where name in ('server_version', 'shared_buffers', 'work_mem', 'max_connections', 'max_prepared_transactions',
                          'wal_level', 'random_page_cost', 'effective_cache_size', 'max_worker_processes')) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as s (name text, setting text)
 where n.success
 group by s.name
having count(distinct s.setting) > 1
 order by s.name
