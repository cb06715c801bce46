select n.groupid as group_id, line
  from run_command_on_workers($$
           select string_agg(gid, E'\n' order by prepared) from pg_prepared_xacts where database = current_database()
       $$) r
  join pg_dist_node n on n.nodename = r.nodename and n.nodeport = r.nodeport
 cross join lateral unnest(string_to_array(r.result, E'\n')) as line
 where r.success
 order by n.groupid, line
