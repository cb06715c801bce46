-- title: A session waits for another
-- why: whoever waits holds what he has locked already, so a queue grows behind him; clients see it as a time-out.
-- do: look at the statement that blocks. If its client has forgotten it: select pg_terminate_backend(process) on its
--     node; and set idle_in_transaction_session_timeout.
select case when max(extract(epoch from clock_timestamp() - w.query_start)) > 60 then 'critical'
            else 'warning' end as severity,
       format('%s sessions wait for process %s of node %s, which is %s and said last: %s', count(distinct w.global_pid),
              citus_pid_for_gpid(b.global_pid), b.nodeid, b.state, left(b.query, 120)) as seen
  from citus_lock_waits l
  join citus_dist_stat_activity w on w.global_pid = l.waiting_gpid
  join citus_dist_stat_activity b on b.global_pid = l.blocking_gpid
 group by b.global_pid, b.nodeid, b.state, b.query
 order by count(*) desc
