-- What a node's sessions do: one row at least, with how many there are; then those that are not idle. A connection from
-- another node says in its name for which session there it works: Citus's by a global process id, the embedded engine's by
-- a process id of the coordinator.
with session as materialized (
    select pid,
           state,
           wait_event_type,
           xact_start,
           query_start,
           state_change,
           query,
           substring(application_name from '^citus_\w+ gpid=(\d+)')::bigint           as works_for,
           substring(application_name from '^shardlab_internal (\d+)$')::bigint       as works_for_coordinator
      from pg_stat_activity
     where backend_type = 'client backend'
       and datname = current_database()
       and application_name <> 'shardlab watch'
)
select total.clients,
       total.from_nodes,
       s.pid,
       s.state,
       coalesce(s.wait_event_type = 'Lock', false)                                    as waits,
       s.works_for,
       s.works_for_coordinator,
       (extract(epoch from clock_timestamp() - s.xact_start) * 1000)::bigint          as transaction_millis,
       (extract(epoch from clock_timestamp()
                - case when s.state = 'active' then s.query_start else s.state_change end) * 1000)::bigint as state_millis,
       left(regexp_replace(s.query, '\s+', ' ', 'g'), 160)                            as query,
       case when s.wait_event_type = 'Lock' then array_to_string(pg_blocking_pids(s.pid), ' ') end as blockers
  from (select count(*) filter (where works_for is null and works_for_coordinator is null) as clients,
               count(works_for) + count(works_for_coordinator)                             as from_nodes
          from session) total
  left join session s on s.state <> 'idle'
