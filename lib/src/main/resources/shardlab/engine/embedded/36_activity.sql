-- 36. Activity: what every node is doing, and who waits for whom.
--
-- pg_stat_activity and pg_locks know one server each. These views ask all of them and put the answers under one another. The
-- coordinator's connections carry its process's number in their name (see 02_wire.sql), so a row of a worker says
-- for which session of the coordinator it works: both have the same global_pid, a node's id and a process's number there.
--
-- What Citus does instead: the same views, by the same way. There every node can be where a query began, and the name of
-- a connection carries the whole global_pid.

set allow_system_table_mods = on;
set check_function_bodies = off;

create function pg_catalog.citus_calculate_gpid(nodeid integer, pid integer) returns bigint
language sql immutable strict parallel safe
return nodeid::bigint * 10000000000 + pid;

create function pg_catalog.citus_nodeid_for_gpid(global_pid bigint) returns integer
language sql immutable strict parallel safe
return (global_pid / 10000000000)::integer;

create function pg_catalog.citus_pid_for_gpid(global_pid bigint) returns integer
language sql immutable strict parallel safe
return (global_pid % 10000000000)::integer;

create function pg_catalog.citus_coordinator_nodeid() returns integer
language sql stable parallel safe
return coalesce((select nodeid from pg_dist_node where groupid = 0), -1);

create function pg_catalog.citus_backend_gpid() returns bigint
language sql stable
return citus_calculate_gpid((select n.nodeid from pg_dist_node n join pg_dist_local_group using (groupid)),
                            pg_backend_pid());

-- On every node: the process of the coordinator that a connection works for; null for a client's own.
create function embedded.works_for(application_name text) returns integer
language sql immutable parallel safe
return substring(application_name from '^shardlab_internal (\d+)$')::integer;

-- On every node: its sessions, each with its global_pid.
create view embedded.local_activity as
select case when a.backend_type = 'client backend'
            then citus_calculate_gpid(case when works_for is null then own.nodeid else citus_coordinator_nodeid() end,
                                      coalesce(works_for, a.pid)) end                               as global_pid,
       own.nodeid,
       case when a.backend_type = 'client backend' then works_for is not null end                  as is_worker_query,
       a.*
  from pg_stat_activity a
 cross join embedded.works_for(a.application_name) as works_for
 cross join (select n.nodeid from pg_dist_node n join pg_dist_local_group using (groupid)) own;

-- On every node: its locks.
create view embedded.local_locks as
select a.global_pid, a.nodeid, l.locktype, l.database, l.relation, l.relation::regclass::text as relation_name, l.page,
       l.tuple, l.virtualxid, l.transactionid, l.classid, l.objid, l.objsubid, l.virtualtransaction, l.pid, l.mode,
       l.granted, l.fastpath, l.waitstart
  from pg_locks l
  left join embedded.local_activity a using (pid);

-- On every node: which session waits for which.
create view embedded.local_lock_wait as
select distinct w.global_pid as waiting_gpid, b.global_pid as blocking_gpid
  from embedded.local_activity w
 cross join lateral unnest(pg_blocking_pids(w.pid)) as blocker (pid)
  join embedded.local_activity b on b.pid = blocker.pid
 where w.wait_event_type = 'Lock';

-- The rows of a view, from every node that answers.
create function embedded.on_all_nodes(view regclass) returns setof jsonb
language sql as $$
    select jsonb_array_elements(result::jsonb)
      from run_command_on_all_nodes(format('select coalesce(jsonb_agg(v), ''[]'') from %s v', view)) where success;
$$;

create view pg_catalog.citus_stat_activity as
select r.*
  from embedded.on_all_nodes('embedded.local_activity'),
       jsonb_to_record(on_all_nodes) as r (
           global_pid bigint, nodeid integer, is_worker_query boolean, datid oid, datname name, pid integer,
           leader_pid integer, usesysid oid, usename name, application_name text, client_addr inet,
           client_hostname text, client_port integer, backend_start timestamptz, xact_start timestamptz,
           query_start timestamptz, state_change timestamptz, wait_event_type text, wait_event text, state text,
           backend_xid xid, backend_xmin xid, query_id bigint, query text, backend_type text);

-- Those that a client has begun.
create view pg_catalog.citus_dist_stat_activity as
select * from pg_catalog.citus_stat_activity where not is_worker_query;

create view pg_catalog.citus_locks as
select r.*
  from embedded.on_all_nodes('embedded.local_locks'),
       jsonb_to_record(on_all_nodes) as r (
           global_pid bigint, nodeid integer, locktype text, database oid, relation oid, relation_name text, page integer,
           tuple smallint, virtualxid text, transactionid xid, classid oid, objid oid, objsubid smallint,
           virtualtransaction text, pid integer, mode text, granted boolean, fastpath boolean, waitstart timestamptz);

create view pg_catalog.citus_lock_waits as
with wait as (
    select distinct r.*
      from embedded.on_all_nodes('embedded.local_lock_wait'),
           jsonb_to_record(on_all_nodes) as r (waiting_gpid bigint, blocking_gpid bigint)
),
client as materialized (
    select * from citus_dist_stat_activity
)
select wait.waiting_gpid,
       wait.blocking_gpid,
       waiting.query   as blocked_statement,
       blocking.query  as current_statement_in_blocking_process,
       waiting.nodeid  as waiting_nodeid,
       blocking.nodeid as blocking_nodeid
  from wait
  join client waiting on waiting.global_pid = wait.waiting_gpid
  join client blocking on blocking.global_pid = wait.blocking_gpid;

grant select on citus_stat_activity, citus_dist_stat_activity, citus_locks, citus_lock_waits to public;

reset allow_system_table_mods;
reset check_function_bodies;
