-- title: Sessions that are not idle
select nodeid as node, pid as process, application_name as program, state,
       extract(epoch from clock_timestamp() - state_change)::int as seconds, wait_event as "waits for",
       left(query, 120) as statement
  from citus_dist_stat_activity
 where backend_type = 'client backend' and state <> 'idle' and global_pid <> citus_backend_gpid()
 order by state_change
 limit 20
