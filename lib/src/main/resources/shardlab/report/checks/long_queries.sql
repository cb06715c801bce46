-- title: A statement has run for minutes
-- why: it may be a report that may take its time, or a query that lost its distribution column and reads every shard.
-- do: EXPLAIN it: a Task Count of 1 is a router query. To end it: pg_cancel_backend(process) on its node.
select 'warning' as severity,
       format('process %s of node %s, for %s s: %s', pid, nodeid,
              extract(epoch from clock_timestamp() - query_start)::bigint,
              left(query, 120)) as seen
  from citus_dist_stat_activity
 where state = 'active' and query_start < clock_timestamp() - interval '3 minutes' and backend_type = 'client backend'
 order by query_start
