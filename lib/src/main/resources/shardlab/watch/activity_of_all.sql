-- The same of every node, asked by the coordinator: for a machine that reaches no other node.
with heard as materialized (
    select * from citus_stat_activity
), session as (
    select *
      from heard
     where backend_type = 'client backend'
       and datname = current_database()
       and application_name <> 'shardlab watch'
       and application_name not like 'citus_run_command gpid=%'
)
select n.groupid                                                                      as group_id,
       exists (select from heard where heard.nodeid = n.nodeid)                      as answers,
       total.clients,
       total.from_nodes,
       s.pid,
       s.state,
       coalesce(s.wait_event_type = 'Lock', false)                                    as waits,
       case when s.is_worker_query then s.global_pid end                              as works_for,
       null::bigint                                                                   as works_for_coordinator,
       (extract(epoch from clock_timestamp() - s.xact_start) * 1000)::bigint          as transaction_millis,
       (extract(epoch from clock_timestamp()
                - case when s.state = 'active' then s.query_start else s.state_change end) * 1000)::bigint as state_millis,
       left(regexp_replace(s.query, '\s+', ' ', 'g'), 160)                            as query,
       null::text                                                                     as blockers
  from pg_dist_node n
 cross join lateral (select count(*) filter (where not is_worker_query) as clients,
                            count(*) filter (where is_worker_query)     as from_nodes
                       from session where session.nodeid = n.nodeid) total
  left join session s on s.nodeid = n.nodeid and s.state <> 'idle'
 where n.noderole = 'primary'
