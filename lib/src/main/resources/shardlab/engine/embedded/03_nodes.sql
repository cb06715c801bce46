-- 3. Nodes: who belongs to the cluster.
--
-- A node is a row in pg_dist_node. For a worker there are foreign servers beside it, its lanes (see 02_wire.sql).
-- citus_add_node makes sure that the node answers and carries this SQL, and gives it what the coordinator has already:
-- the list of nodes, the schemas, and a copy of every reference table.
--
-- What Citus does instead: much the same, and it goes on to copy all metadata and the empty "shell" of each distributed
-- table to the worker. It replicates reference tables when the first distributed table needs them.

create function pg_catalog.citus_set_coordinator_host(
    host text, port integer default current_setting('port')::integer,
    node_role noderole default 'primary', node_cluster name default 'default') returns void
language plpgsql strict as $$
begin
    update pg_dist_node set nodename = host, nodeport = port where groupid = 0;
    if not found then
        insert into pg_dist_node (groupid, nodename, nodeport, noderole, nodecluster,
                                  hasmetadata, metadatasynced, shouldhaveshards)
        values (0, host, port, node_role, node_cluster, true, true, false);
    end if;
    perform embedded.refuse_to_sample();
    perform embedded.sync_nodes();
end
$$;

create function pg_catalog.citus_add_node(
    nodename text, nodeport integer, groupid integer default -1,
    noderole noderole default 'primary', nodecluster name default 'default') returns integer
language plpgsql strict as $$
#variable_conflict use_column
declare
    node pg_dist_node;
begin
    perform embedded.hold_placements();
    node := (select n from pg_dist_node n where n.nodename = $1 and n.nodeport = $2);
    if node.nodeid is not null then
        return node.nodeid;
    end if;
    perform embedded.check_new_node($1, $2);
    insert into pg_dist_node (groupid, nodename, nodeport, noderole, nodecluster, hasmetadata, metadatasynced)
    values (case when $3 < 0 then nextval('pg_dist_groupid_seq') else $3 end, $1, $2, $4, $5, true, true)
    returning * into node;
    perform embedded.create_lanes(node.groupid, $1, $2);
    perform embedded.sync_nodes();
    perform embedded.run(node.groupid, 0, 'create schema if not exists ' || s.name) from embedded.user_schema s;
    perform embedded.give_types(node.groupid);
    perform embedded.add_reference_placements(node.groupid);
    return node.nodeid;
end
$$;

create function pg_catalog.citus_remove_node(nodename text, nodeport integer) returns void
language plpgsql strict as $$
#variable_conflict use_column
declare
    node pg_dist_node;
    held record;
begin
    perform embedded.hold_placements();
    node := (select n from pg_dist_node n where n.nodename = $1 and n.nodeport = $2);
    if node.nodeid is null then
        raise exception 'node at "%:%" does not exist', $1, $2 using errcode = 'XX000';
    end if;
    select s.shardid, s.logicalrelid into held
      from pg_dist_placement p join pg_dist_shard s using (shardid) join pg_dist_partition t using (logicalrelid)
     where p.groupid = node.groupid and t.partmethod = 'h' order by s.shardid limit 1;
    if found then
        raise exception 'cannot remove or disable the node %:% because because it contains the only shard placement for '
                        'shard %',
            $1, $2, held.shardid
            using errcode = 'XX000',
                  detail = 'One of the table(s) that prevents the operation complete successfully is '
                           || embedded.qualified_name(held.logicalrelid),
                  hint = 'To proceed, either drop the tables or use undistribute_table() function to convert them to '
                         'local tables';
    end if;
    if node.groupid > 0 then
        perform embedded.clear_node(node);
    end if;
    delete from pg_dist_placement where groupid = node.groupid;
    delete from pg_dist_node where nodeid = node.nodeid;
    perform embedded.drop_lanes(node.groupid);
    perform embedded.sync_nodes();
end
$$;

-- A node whose server has moved. As in Citus the coordinator changes its own row alone, since the other nodes may have
-- moved too; the workers hear of it by start_metadata_sync_to_all_nodes(), which Citus runs by itself after a while.
create function pg_catalog.citus_update_node(
    node_id integer, new_node_name text, new_node_port integer,
    force boolean default false, lock_cooldown integer default 10000) returns void
language plpgsql strict as $$
declare
    node   pg_dist_node := (select n from pg_dist_node n where n.nodeid = node_id);
    server text;
begin
    if node.nodeid is null then
        raise exception 'could not find valid entry for node "%:%"', new_node_name, new_node_port using errcode = 'XX000';
    end if;
    update pg_dist_node set nodename = new_node_name, nodeport = new_node_port where nodeid = node_id;
    for server in select srvname from pg_foreign_server
                   where starts_with(srvname, format('worker_%s_lane_', node.groupid)) loop
        perform embedded.postgres_fdw_disconnect(server);
        execute format('alter server %I options (set host %L, set port %L)', server, new_node_name, new_node_port::text);
    end loop;
    update pg_dist_node set metadatasynced = false where groupid > 0;
end
$$;

create function pg_catalog.start_metadata_sync_to_all_nodes() returns boolean
language plpgsql strict as $$
begin
    update pg_dist_node set metadatasynced = true where isactive;
    perform embedded.sync_nodes();
    return true;
end
$$;

create function pg_catalog.start_metadata_sync_to_node(nodename text, nodeport integer) returns void
language plpgsql strict as $$
#variable_conflict use_column
declare
    worker integer := (select n.groupid from pg_dist_node n where n.nodename = $1 and n.nodeport = $2);
begin
    if worker is null then
        raise exception 'node "%:%" does not exist', $1, $2 using errcode = 'XX000';
    end if;
    update pg_dist_node n set metadatasynced = true where n.groupid = worker;
    perform embedded.sync_node(worker);
end
$$;

create function pg_catalog.citus_get_active_worker_nodes(out node_name text, out node_port bigint) returns setof record
language sql strict as $$
    select nodename, nodeport from pg_dist_node
     where isactive and shouldhaveshards and noderole = 'primary' order by nodeid;
$$;

create function pg_catalog.citus_check_connection_to_node(nodename text, nodeport integer default 5432) returns boolean
language plpgsql strict as $$
begin
    return (select answer = 1 from embedded.dblink(embedded.conninfo($1, $2), 'select 1') as t(answer int));
exception when sqlclient_unable_to_establish_sqlconnection or connection_exception then
    return false;
end
$$;

-- Every node asks every node: a grid of truth values.
create function pg_catalog.citus_check_cluster_node_health(
    out from_nodename text, out from_nodeport integer, out to_nodename text, out to_nodeport integer,
    out result boolean) returns setof record
language sql strict as $$
    select f.nodename, f.nodeport, t.nodename, t.nodeport,
           embedded.check_connection_between(f.nodename, f.nodeport, t.nodename, t.nodeport)
      from pg_dist_node f cross join pg_dist_node t
     where f.isactive and t.isactive
     order by f.nodeid, t.nodeid;
$$;

create function embedded.check_connection_between(from_host text, from_port integer, to_host text, to_port integer)
returns boolean
language plpgsql as $$
begin
    return (select answer
              from embedded.dblink(embedded.conninfo(from_host, from_port),
                                   format('select citus_check_connection_to_node(%L, %s)', to_host, to_port))
                   as t(answer boolean));
exception when sqlclient_unable_to_establish_sqlconnection or connection_exception then
    return null;
end
$$;

create function embedded.check_new_node(host text, port integer) returns void
language plpgsql as $$
declare
    prepared boolean;
    reason   text;
begin
    select t.prepared into prepared
      from embedded.dblink(embedded.conninfo(host, port),
                           'select to_regclass(''embedded.command'') is not null') as t(prepared boolean);
    if not prepared then
        raise exception 'node %:% does not carry the embedded engine''s SQL', host, port
            using hint = 'Install the same files there as on the coordinator.';
    end if;
exception when sqlclient_unable_to_establish_sqlconnection then
    get stacked diagnostics reason = pg_exception_detail;
    raise exception 'connection to the remote node %@%:% failed with the following error: %', current_user, host, port,
        regexp_replace(reason, '^connection to server [^:]*failed: ', '') using errcode = 'connection_failure';
end
$$;

-- The schemas that a worker needs beside its own.
create view embedded.user_schema as
select quote_ident(nspname) as name
  from pg_namespace
 where nspname !~ '^pg_' and nspname not in ('information_schema', 'citus', 'embedded', 'embedded_shards');

-- Workers learn who is in the cluster, and which group they are.
create function embedded.sync_node(worker integer) returns void
language plpgsql as $$
declare
    rows text := (select array_agg(n)::text from pg_dist_node n);
begin
    perform embedded.run(worker, 0,
        'delete from pg_catalog.pg_dist_node',
        format('insert into pg_catalog.pg_dist_node '
               'select r.* from pg_catalog.unnest(%L::pg_catalog.pg_dist_node[]) as r', rows),
        format('update pg_catalog.pg_dist_local_group set groupid = %s', worker));
end
$$;

create function embedded.sync_nodes() returns void
language plpgsql as $$
begin
    perform embedded.sync_node(n.groupid) from pg_dist_node n where n.groupid > 0 and n.isactive;
end
$$;

-- A node that leaves keeps no copy of a reference table and forgets the cluster.
create function embedded.clear_node(node pg_dist_node) returns void
language plpgsql as $$
declare
    replica record;
begin
    if not citus_check_connection_to_node(node.nodename, node.nodeport) then
        raise warning 'node %:% does not answer: its copies of reference tables stay there', node.nodename, node.nodeport;
        return;
    end if;
    for replica in select s.logicalrelid, s.shardid from pg_dist_placement p join pg_dist_shard s using (shardid)
                    where p.groupid = node.groupid order by s.shardid desc loop
        perform embedded.run(node.groupid, 0,
            format('drop table if exists %s cascade', shard_name(replica.logicalrelid, replica.shardid, false)));
    end loop;
    perform embedded.run(node.groupid, 0,
        'delete from pg_catalog.pg_dist_node', 'update pg_catalog.pg_dist_local_group set groupid = 0');
end
$$;
