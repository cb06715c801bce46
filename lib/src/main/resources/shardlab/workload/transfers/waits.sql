select n.groupid as group_id, r.result::int as waiting
  from run_command_on_workers($$
           select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
       $$) r
  join pg_dist_node n on n.nodename = r.nodename and n.nodeport = r.nodeport
 where r.success
 order by n.groupid
