-- title: Tables with rows were never analysed
-- why: the planner of the node guesses how many rows a condition leaves, and may choose a bad join.
-- do: analyze the table: on Citus it reaches all shards.
select 'notice' as severity,
       format('%s: %s shards of node %s, about %s rows', t.name, count(*), n.nodeid, sum(t.live)) as seen
  from run_command_on_all_nodes($$select coalesce(jsonb_agg(s), '[]') from (
           select schemaname || '.' || regexp_replace(relname, '_\d{6,18}$', '') as name, n_live_tup as live
             from pg_stat_user_tables where n_live_tup > 1000 and last_analyze is null and last_autoanalyze is null) s$$) n
 cross join lateral jsonb_to_recordset(n.result::jsonb) as t (name text, live bigint)
 where n.success
 group by t.name, n.nodeid
 order by sum(t.live) desc
