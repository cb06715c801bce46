-- 2. The wire: how the coordinator speaks to a worker.
--
-- Two ways, for two needs:
--
--   postgres_fdw  One connection for each foreign server and session, inside the coordinator's own transaction: its
--                 rollback is rolled back on the workers too. All rows go this way, and so does all DDL on shards: a
--                 row that is inserted into the view embedded.command is executed there as a statement.
--   dblink        Connections of their own that commit by themselves, for run_command_on_workers and health checks.
--
-- A worker may have several foreign servers, called lanes: more connections let its shards work side by side, and shard
-- i of every table takes the same lane, so that co-located shards meet in one connection. One lane (the default) means
-- one transaction for each worker, in which every statement sees what the ones before it did; with more lanes, a shard
-- on one lane does not see what the same transaction did on another until it has committed. `set embedded.lanes = 4`
-- before citus_add_node chooses.
--
-- What Citus does instead: it opens as many connections to a worker as a query can use, remembers which shard was
-- touched over which connection, and commits all of them by two-phase commit. postgres_fdw commits one worker after the
-- other: a crash between two commits leaves a transaction done on some workers only.

create extension postgres_fdw with schema embedded;
create extension dblink with schema embedded;

-- Credentials come from pg_dist_authinfo if there is a row (node 0 stands for all nodes), else from libpq's own
-- password file, which is the better place: PGPASSFILE in the environment of the server process.
create function embedded.authinfo(node integer) returns text
language sql stable
return (select authinfo from pg_dist_authinfo
         where rolename = current_user and nodeid in (0, node)
         order by nodeid desc limit 1);

-- A value as libpq reads it, which is not as SQL reads a literal.
create function embedded.conninfo_value(value text) returns text
language sql immutable
return '''' || replace(replace(value, '\', '\\'), '''', '\''') || '''';

create function embedded.conninfo(host text, port integer) returns text
language sql stable
return format('host=%s port=%s dbname=%s user=%s connect_timeout=5 application_name=%s %s',
              embedded.conninfo_value(host), port, embedded.conninfo_value(current_database()),
              embedded.conninfo_value(current_user), embedded.conninfo_value('shardlab_internal ' || pg_backend_pid()),
              embedded.authinfo(coalesce((select n.nodeid from pg_dist_node n
                                           where n.nodename = host and n.nodeport = port), 0)));

create function embedded.server_name(groupid integer, lane integer) returns text
language sql immutable
return format('worker_%s_lane_%s', groupid, lane);

create function embedded.lane_count(groupid integer) returns integer
language sql stable
return (select count(*)::int from pg_foreign_server
         where starts_with(srvname, format('worker_%s_lane_', groupid)));

-- Shard i of n on w workers lies on worker i modulo w; the next shard on that worker takes the next lane.
create function embedded.lane(shard_index integer, worker_count integer, groupid integer) returns integer
language sql stable
return (shard_index / worker_count) % embedded.lane_count(groupid);

-- On every node: rows inserted here are statements to run.
create view embedded.command as
select null::text as statement
 where false;

create function embedded.execute_command() returns trigger
language plpgsql as $$
begin
    execute new.statement;
    return new;
end
$$;

create trigger execute_command instead of insert on embedded.command
    for each row execute function embedded.execute_command();

-- On every node: the sizes of all tables that are named like shards.
create view embedded.shard_size as
select (regexp_match(c.relname, '_(\d+)$'))[1]::bigint as shardid,
       pg_relation_size(c.oid)       as relation_size,
       pg_table_size(c.oid)          as table_size,
       pg_total_relation_size(c.oid) as total_size
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r'
   and c.relname ~ '_\d{6,18}$'
   and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'embedded', 'embedded_shards');

create function embedded.create_lane(groupid integer, lane integer, host text, port integer) returns void
language plpgsql as $$
declare
    server   text := embedded.server_name(groupid, lane);
    password text := substring(embedded.authinfo(0) from 'password=(\S+)');
begin
    execute format($sql$
        create server %I foreign data wrapper postgres_fdw options (
            host %L, port %L, dbname %L, connect_timeout '5', application_name 'shardlab_internal %%p',
            options '-c lock_timeout=30s',
            use_remote_estimate 'true', fdw_tuple_cost '1', fetch_size '10000', batch_size '1000',
            async_capable 'true', parallel_commit 'true', parallel_abort 'true', truncatable 'true')
        $sql$, server, host, port::text, current_database());
    execute format('create user mapping for current_user server %I options (user %L %s)', server, current_user,
                   case when password is null then '' else format(', password %L', trim(password, '''')) end);
    execute format($sql$
        create foreign table embedded.%I (statement text) server %I
            options (schema_name 'embedded', table_name 'command', use_remote_estimate 'false')
        $sql$, 'command_' || server, server);
end
$$;

create function embedded.create_lanes(groupid integer, host text, port integer) returns void
language plpgsql as $$
begin
    for lane in 0 .. coalesce(nullif(current_setting('embedded.lanes', true), ''), '1')::int - 1 loop
        perform embedded.create_lane(groupid, lane, host, port);
    end loop;
    execute format($sql$
        create foreign table embedded.%I (shardid bigint, relation_size bigint, table_size bigint, total_size bigint)
            server %I options (schema_name 'embedded', table_name 'shard_size', use_remote_estimate 'false')
        $sql$, 'shard_size_' || groupid, embedded.server_name(groupid, 0));
    execute format($sql$
        create foreign table embedded.%I (copy text, old_rows text[], new_rows text[])
            server %I options (schema_name 'embedded', table_name 'copy_change', use_remote_estimate 'false')
        $sql$, 'copy_change_' || groupid, embedded.server_name(groupid, 0));
end
$$;

create function embedded.drop_lanes(groupid integer) returns void
language plpgsql set client_min_messages = warning as $$
declare
    server text;
begin
    for server in select srvname from pg_foreign_server
                   where starts_with(srvname, format('worker_%s_lane_', groupid)) loop
        execute format('drop server %I cascade', server);
    end loop;
end
$$;

-- Runs statements on a worker inside this transaction. The order of the array is kept.
create function embedded.run(groupid integer, lane integer, variadic statements text[]) returns void
language plpgsql as $$
begin
    perform embedded.leave_write_note();        -- see 30_commit.sql
    execute format('insert into embedded.%I select s from unnest($1) with ordinality as u(s, i) order by i',
                   'command_' || embedded.server_name(groupid, lane))
      using statements;
end
$$;

create function embedded.run_on_workers(variadic statements text[]) returns void
language plpgsql as $$
declare
    worker integer;
begin
    for worker in select groupid from pg_dist_node where groupid > 0 and isactive order by nodeid loop
        perform embedded.run(worker, 0, variadic statements);
    end loop;
end
$$;
