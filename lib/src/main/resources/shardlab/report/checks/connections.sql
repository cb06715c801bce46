-- title: A node is short of connections
-- why: when max_connections is reached, the next query of many shards fails with "too many clients" or waits.
-- do: a pool in front of the coordinator; citus.max_adaptive_executor_pool_size and citus.max_shared_pool_size bound
--     what a query and a coordinator take.
select case when c.used > 0.95 * c.most then 'critical' else 'warning' end as severity,
       format('node %s: %s of %s connections', n.nodeid, c.used, c.most) as seen
  from run_command_on_all_nodes($$select to_jsonb(p) from (select count(*) as used,
           current_setting('max_connections')::int as most
           from pg_stat_activity where backend_type = 'client backend') p$$) n
 cross join lateral jsonb_to_record(n.result::jsonb) as c (used bigint, most bigint)
 where n.success and c.used > 0.8 * c.most
