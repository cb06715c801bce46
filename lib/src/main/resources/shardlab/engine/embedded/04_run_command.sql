-- 4. run_command_on_…: the same statement on many nodes or shards.
--
-- Each node gets a connection of its own (dblink) in which commands commit by themselves, as in Citus: a ROLLBACK of the
-- calling transaction takes nothing back. With `parallel`, all nodes work at the same time.
--
-- What Citus does instead: one connection for each command, so that shards of one node run side by side as well.

create function embedded.run_commands(hosts text[], ports integer[], commands text[], parallel boolean,
                                      out ordinal integer, out success boolean, out result text) returns setof record
language plpgsql as $$
declare
    command record;
    waves   integer := (select max(n) from (select count(*) as n from unnest(hosts, ports) as u(h, p) group by h, p) x);
begin
    perform embedded.dblink_disconnect(name)
       from unnest(embedded.dblink_get_connections()) as name where starts_with(name, 'run_command ');
    begin
        for wave in 1 .. coalesce(waves, 0) loop
            for command in select * from embedded.wave(hosts, ports, commands, wave) loop
                success := embedded.send(command.host, command.port, command.text);
                if not parallel or not success then
                    select command.ordinal, r.success, r.result into ordinal, run_commands.success, run_commands.result
                      from embedded.receive(command.host, command.port) r;
                    return next;
                end if;
            end loop;
            continue when not parallel;
            for command in select * from embedded.wave(hosts, ports, commands, wave) loop
                continue when embedded.connection_name(command.host, command.port)
                              <> all (coalesce(embedded.dblink_get_connections(), '{}'));
                select command.ordinal, r.success, r.result into ordinal, run_commands.success, run_commands.result
                  from embedded.receive(command.host, command.port) r;
                return next;
            end loop;
        end loop;
    exception when query_canceled then
        perform embedded.cancel_commands();
        raise;
    end;
    perform embedded.dblink_disconnect(name)
       from unnest(embedded.dblink_get_connections()) as name where starts_with(name, 'run_command ');
end
$$;

-- Who is stopped stops the nodes too: closing a connection would let its command run on.
create function embedded.cancel_commands() returns void
language sql as $$
    select embedded.dblink_cancel_query(name), embedded.dblink_disconnect(name)
      from unnest(embedded.dblink_get_connections()) as name where starts_with(name, 'run_command ');
$$;

create function embedded.connection_name(host text, port integer) returns text
language sql immutable
return format('run_command %s:%s', host, port);

-- The n-th command of every node.
create function embedded.wave(hosts text[], ports integer[], commands text[], wave integer,
                              out ordinal integer, out host text, out port integer, out text text) returns setof record
language sql stable as $$
    select i, h, p, c
      from (select i::int, h, p, c, row_number() over (partition by h, p order by i) as turn
              from unnest(hosts, ports, commands) with ordinality as u(h, p, c, i)) x
     where turn = wave order by i;
$$;

create function embedded.send(host text, port integer, command text) returns boolean
language plpgsql as $$
declare
    name text := embedded.connection_name(host, port);
begin
    if name <> all (coalesce(embedded.dblink_get_connections(), '{}')) then
        perform embedded.dblink_connect(name, embedded.conninfo(host, port));
    end if;
    return embedded.dblink_send_query(name, command) = 1;
exception when sqlclient_unable_to_establish_sqlconnection or connection_exception then
    return false;
end
$$;

create function embedded.receive(host text, port integer, out success boolean, out result text)
language plpgsql as $$
declare
    name text := embedded.connection_name(host, port);
    rows integer;
begin
    if name <> all (coalesce(embedded.dblink_get_connections(), '{}')) then
        success := false;
        result := format('failed to connect to %s:%s', host, port);
        return;
    end if;
    begin
        select min(r), count(*) into result, rows from embedded.dblink_get_result(name) as t(r text);
        success := rows <= 1;
        if rows > 1 then
            result := 'expected a single row in query result';
        end if;
    exception
        when datatype_mismatch then
            success := false;
            result := 'expected a single column in query target';
        when others then
            success := false;
            result := 'ERROR:  ' || sqlerrm;
    end;
    perform embedded.drain(name);
end
$$;

-- A connection takes the next command only after the end of the last result.
create function embedded.drain(name text) returns void
language plpgsql as $$
begin
    while exists (select from embedded.dblink_get_result(name, false) as t(r text)) loop
    end loop;
exception when others then
    perform embedded.dblink_disconnect(name);
end
$$;

create function pg_catalog.run_command_on_workers(
    command text, parallel boolean default true,
    out nodename text, out nodeport integer, out success boolean, out result text) returns setof record
language sql as $$
    select w.hosts[r.ordinal], w.ports[r.ordinal], r.success, r.result
      from (select array_agg(n.nodename order by nodeid) as hosts, array_agg(n.nodeport order by nodeid) as ports,
                   array_agg(command) as commands
              from pg_dist_node n where groupid > 0 and isactive) w,
           embedded.run_commands(w.hosts, w.ports, w.commands, parallel) r
     order by r.ordinal;
$$;

create function pg_catalog.run_command_on_all_nodes(
    command text, parallel boolean default true, give_warning_for_connection_errors boolean default false,
    out nodeid integer, out success boolean, out result text) returns setof record
language sql as $$
    select w.ids[r.ordinal], r.success, r.result
      from (select array_agg(n.nodename order by n.nodeid) as hosts, array_agg(n.nodeport order by n.nodeid) as ports,
                   array_agg(n.nodeid order by n.nodeid) as ids, array_agg(command) as commands
              from pg_dist_node n where isactive) w,
           embedded.run_commands(w.hosts, w.ports, w.commands, parallel) r
     order by r.ordinal;
$$;

create function pg_catalog.run_command_on_coordinator(
    command text, give_warning_for_connection_errors boolean default false,
    out nodeid integer, out success boolean, out result text) returns setof record
language sql as $$
    select n.nodeid, r.success, r.result
      from pg_dist_node n, embedded.run_commands(array[n.nodename], array[n.nodeport], array[command], true) r
     where n.groupid = 0;
$$;

-- On the coordinator a reference table's placement is the table itself (see 11_reference_table.sql).
create function embedded.placement_name(relation regclass, shardid bigint, groupid integer) returns text
language sql stable
return case when groupid = 0 then embedded.qualified_name(relation) else shard_name(relation, shardid, false) end;

-- The command is a format: %s, or %1$s, stands for the shard's name, and %% for a percent sign.
create function pg_catalog.run_command_on_placements(
    table_name regclass, command text, parallel boolean default true,
    out nodename text, out nodeport integer, out shardid bigint, out success boolean, out result text)
returns setof record
language sql as $$
    select w.hosts[r.ordinal], w.ports[r.ordinal], w.shards[r.ordinal], r.success, r.result
      from (select array_agg(n.nodename order by s.shardid, n.nodeid) as hosts,
                   array_agg(n.nodeport order by s.shardid, n.nodeid) as ports,
                   array_agg(s.shardid order by s.shardid, n.nodeid) as shards,
                   array_agg(format(command, embedded.placement_name(table_name, s.shardid, p.groupid))
                             order by s.shardid, n.nodeid) as commands
              from pg_dist_shard s
              join pg_dist_placement p on p.shardid = s.shardid
              join pg_dist_node n on n.groupid = p.groupid
             where s.logicalrelid = table_name) w,
           embedded.run_commands(w.hosts, w.ports, w.commands, parallel) r
     order by r.ordinal;
$$;

create function pg_catalog.run_command_on_shards(
    table_name regclass, command text, parallel boolean default true,
    out shardid bigint, out success boolean, out result text) returns setof record
language sql as $$
    select distinct on (p.shardid) p.shardid, p.success, p.result
      from run_command_on_placements(table_name, command, parallel) p
     order by p.shardid, p.nodeport;
$$;

-- The first %s stands for the shard of the first table, the second for that of the second.
create function pg_catalog.run_command_on_colocated_placements(
    table_name1 regclass, table_name2 regclass, command text, parallel boolean default true,
    out nodename text, out nodeport integer, out shardid1 bigint, out shardid2 bigint,
    out success boolean, out result text) returns setof record
language sql as $$
    select w.hosts[r.ordinal], w.ports[r.ordinal], w.shards1[r.ordinal], w.shards2[r.ordinal], r.success, r.result
      from (select array_agg(n.nodename order by a.shardid, n.nodeid) as hosts,
                   array_agg(n.nodeport order by a.shardid, n.nodeid) as ports,
                   array_agg(a.shardid order by a.shardid, n.nodeid) as shards1,
                   array_agg(b.shardid order by a.shardid, n.nodeid) as shards2,
                   array_agg(format(command, embedded.placement_name(table_name1, a.shardid, pa.groupid),
                                    embedded.placement_name(table_name2, b.shardid, pb.groupid))
                             order by a.shardid, n.nodeid) as commands
              from pg_dist_shard a
              join pg_dist_shard b on b.logicalrelid = table_name2
                                  and b.shardminvalue is not distinct from a.shardminvalue
              join pg_dist_placement pa on pa.shardid = a.shardid
              join pg_dist_placement pb on pb.shardid = b.shardid and pb.groupid = pa.groupid
              join pg_dist_node n on n.groupid = pa.groupid
             where a.logicalrelid = table_name1) w,
           embedded.run_commands(w.hosts, w.ports, w.commands, parallel) r
     order by r.ordinal;
$$;
