-- title: Shards are full of dead rows
-- why: every scan reads them, and the files do not shrink by themselves.
-- do: vacuum (analyze) the table; if autovacuum does not come after it, lower autovacuum_vacuum_scale_factor for it,
--     and look for old transactions.
select case when sum(t.dead) > sum(t.live) then 'warning' else 'notice' end as severity,
       format('%s: %s dead rows beside %s live ones in %s shards of node %s', t.name, sum(t.dead), sum(t.live), count(*),
              n.nodeid) as seen
  from run_command_on_all_nodes($$select coalesce(jsonb_agg(s), '[]') from (
           select schemaname || '.' || regexp_replace(relname, '_\d{6,18}$', '') as name, n_dead_tup as dead,
                  n_live_tup as live
             from pg_stat_user_tables where n_dead_tup > 1000 and n_dead_tup > 0.25 * n_live_tup) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as t (name text, dead bigint, live bigint)
 where n.success
 group by t.name, n.nodeid
 order by sum(t.dead) desc
