-- title: A transaction is open and does nothing
-- why: its locks stay, and on every node that it has touched vacuum may remove no row that died since it began.
-- do: find the program by application_name and address; end the session by pg_terminate_backend; set
--     idle_in_transaction_session_timeout.
select case when xact_start < clock_timestamp() - interval '10 minutes' then 'critical' else 'warning' end as severity,
       format('process %s of node %s (%s), open for %s s, said last: %s', pid, nodeid, coalesce(application_name, ''),
              extract(epoch from clock_timestamp() - xact_start)::bigint, left(query, 120)) as seen
  from citus_dist_stat_activity
 where state like 'idle in transaction%' and state_change < clock_timestamp() - interval '10 seconds'
 order by xact_start
