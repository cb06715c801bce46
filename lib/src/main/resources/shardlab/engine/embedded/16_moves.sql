-- 16. Moves: a shard goes to another worker.
--
-- A shard moves with all shards co-located with it: tables are created on the target, rows go there by way of the
-- coordinator, keys and indexes follow, and the shard's foreign table is pointed to the other server. It is one
-- transaction; the tables are locked until it ends. The source stays behind and is dropped by a later one (see Orphans).
--
-- PostgreSQL has no statement that gives a foreign table another server, so its row in the catalog is changed.
--
-- What Citus does instead: the workers copy to each other, by logical replication if writes are to go on; the source is
-- dropped later, by a cleaner in the background.

set allow_system_table_mods = on;
set check_function_bodies = off;

create function pg_catalog.citus_move_shard_placement(
    shard_id bigint, source_node_name text, source_node_port integer, target_node_name text, target_node_port integer,
    shard_transfer_mode citus.shard_transfer_mode default 'auto') returns void
language sql as $$
    select embedded.move(shard_id, embedded.group_at(source_node_name, source_node_port),
                         embedded.group_at(target_node_name, target_node_port));
$$;

create function pg_catalog.citus_move_shard_placement(
    shard_id bigint, source_node_id integer, target_node_id integer,
    transfer_mode citus.shard_transfer_mode default 'auto') returns void
language sql as $$
    select embedded.move(shard_id, (select groupid from pg_dist_node where nodeid = source_node_id),
                         (select groupid from pg_dist_node where nodeid = target_node_id));
$$;

create function embedded.group_at(host text, port integer) returns integer
language sql stable
return (select groupid from pg_dist_node where nodename = host and nodeport = port);

create function embedded.move(shard bigint, source integer, target integer) returns void
language plpgsql as $$
declare
    range      pg_dist_shard;
    colocation integer;
    part       record;
begin
    perform embedded.check_settings();
    perform embedded.hold_placements();
    range := (select s from pg_dist_shard s where shardid = shard);
    colocation := (select colocationid from pg_dist_partition
                    where logicalrelid = range.logicalrelid and partmethod = 'h');
    if not embedded.check_move(shard, colocation, source, target) then
        return;
    end if;
    perform embedded.take_group(colocation);
    perform embedded.drop_orphans();
    for part in select s.*, l.lane from pg_dist_shard s join embedded.shard_lane l using (shardid)
                  join pg_dist_partition p on p.logicalrelid = s.logicalrelid
                 where p.colocationid = colocation and s.shardminvalue = range.shardminvalue order by s.shardid loop
        update pg_dist_placement set groupid = target where shardid = part.shardid;
        perform embedded.make_room(part.shardid);
        perform embedded.create_shard_tables(part.logicalrelid, range.shardminvalue::int, range.shardmaxvalue::int);
        perform embedded.carry_rows(part.logicalrelid, part.shardid);
        perform embedded.leave_orphan(source, part.lane, shard_name(part.logicalrelid, part.shardid, false));
    end loop;
    perform embedded.create_new_objects(colocation, range.shardminvalue::int, range.shardmaxvalue::int);
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.check_move(shard bigint, colocation integer, source integer, target integer) returns boolean
language plpgsql as $$
begin
    if colocation is null then
        raise exception 'could not find valid entry for shard %, or its table is not hash distributed', shard
            using errcode = 'XX000';
    elsif not exists (select from pg_dist_placement where (shardid, groupid) = (shard, source)) then
        raise exception 'could not find placement of shard % on the source node', shard using errcode = 'XX000';
    elsif not exists (select from pg_dist_node where groupid = target and groupid > 0 and isactive and shouldhaveshards) then
        raise exception 'Moving shards to a node that does not exist, is inactive, or must not have shards is not supported'
            using errcode = 'feature_not_supported';
    end if;
    return source <> target;
end
$$;

-- Locks the tables of a co-location group for what follows.
create function embedded.take_group(colocation integer) returns void
language plpgsql as $$
begin
    perform set_config('embedded.converting', 'on', true);
    perform embedded.take(logicalrelid) from pg_dist_partition where colocationid = colocation order by logicalrelid;
end
$$;

-- The partition is read where it points to, and then points to the new place.
create function embedded.carry_rows(relation regclass, shardid bigint) returns void
language plpgsql as $$
declare
    leaf     regclass := embedded.partition_of_shard(relation, shardid);
    arriving text := format('embedded_shards.%I', 'arriving_' || shardid);
    server   text := (select embedded.server_name(l.groupid, l.lane) from embedded.shard_lane l
                       where l.shardid = carry_rows.shardid);
begin
    perform embedded.create_window(arriving, relation, shardid, server);
    perform embedded.copy_rows(leaf, arriving::regclass);
    execute 'drop foreign table ' || arriving;
    perform embedded.point_to_server(leaf, server);
end
$$;

create function embedded.point_to_server(leaf regclass, server text) returns void
language plpgsql set allow_system_table_mods = on as $$
declare
    target oid := (select oid from pg_foreign_server where srvname = server);
begin
    update pg_foreign_table set ftserver = target where ftrelid = leaf;
    update pg_depend set refobjid = target
     where classid = 'pg_class'::regclass and objid = leaf and refclassid = 'pg_foreign_server'::regclass;
    perform embedded.forget_cached(leaf);
end
$$;

-- The tables of the shards in a range of hashes, without keys and indexes.
create function embedded.create_shard_tables(relation regclass, low bigint, high bigint) returns void
language plpgsql as $$
begin
    perform embedded.create_types(relation);
    perform embedded.run_on_shards(relation, $sql$case when shardminvalue::int between $1[1]::int and $1[2]::int then
        array[concat_ws(' ', $1[3], shard_name(logicalrelid, shardid, false), $1[4])] end$sql$,
        low::text, high::text, embedded.table_beginning(relation), embedded.table_end(relation));
end
$$;

-- Keys and indexes of the shards in a range of hashes, in all tables of a group; foreign keys when all others are there.
create function embedded.create_new_objects(colocation integer, low bigint, high bigint) returns void
language plpgsql as $$
declare
    foreign_keys boolean;
    relation     regclass;
begin
    foreach foreign_keys in array '{false,true}'::boolean[] loop
        for relation in select logicalrelid from pg_dist_partition where colocationid = colocation order by 1 loop
            perform embedded.run_on_shards(relation, $sql$
                case when shardminvalue::int between $1[1]::int and $1[2]::int then array(
                    select embedded.create_statement(o, shard.shardid) from embedded.shard_object o
                     where o.relation = shard.logicalrelid::oid and (o.target <> 0) = $1[3]::boolean
                     order by o.kind = 'index', o.name)
                    || case when $1[3]::boolean then 'analyze ' || shard_name(logicalrelid, shardid, false) end end$sql$,
                low::text, high::text, foreign_keys::text);
        end loop;
    end loop;
    perform embedded.set_properties(logicalrelid, low, high) from pg_dist_partition where colocationid = colocation;
end
$$;

-- Orphans: a worker commits before the coordinator does. If the source of a move were dropped in the move's own transaction,
-- a crash between the commits could lose its rows: gone on the source, and not yet on the target, or not yet where the
-- coordinator looks for them. The same holds for a shard that is cut, and for undistribute_table. So the old shard stays. It
-- is noted here, and a later transaction drops it: the next DDL, move or cut, the next change of a reference table (foreign
-- keys of an orphan would stand in its way), or citus_cleanup_orphaned_resources(). Citus has pg_dist_cleanup for it.
create table embedded.orphan (
    groupid integer not null,
    lane    integer not null,
    shard   text    not null,                               -- the table on the worker, with its schema, quoted
    left_by xid8    not null default pg_current_xact_id(),
    primary key (groupid, shard)
);

create function embedded.leave_orphan(groupid integer, lane integer, shard text) returns void
language sql as $$
    insert into embedded.orphan (groupid, lane, shard) values ($1, $2, $3) on conflict do nothing;
$$;

-- Drops what earlier transactions left. A table that is gone already, since a drop was committed on its worker only, is no
-- error; nor is a node that is gone.
create function embedded.drop_orphans() returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    left_over record;
begin
    for left_over in delete from embedded.orphan o where o.left_by <> pg_current_xact_id() returning o.* loop
        perform embedded.run(groupid, left_over.lane, format('drop table if exists %s cascade', left_over.shard))
           from pg_dist_node where groupid = left_over.groupid;
    end loop;
end
$$;

-- Makes room for a shard where it arrives: the catalog did not have it there, so a table of its name is an orphan.
create function embedded.make_room(shard_id bigint) returns void
language plpgsql as $$
declare
    place record;
begin
    select l.groupid, l.lane, shard_name(l.logicalrelid, l.shardid, false) as shard into place
      from embedded.shard_lane l where l.shardid = make_room.shard_id;
    perform embedded.run(place.groupid, place.lane, format('drop table if exists %s cascade', place.shard));
    delete from embedded.orphan o where (o.groupid, o.shard) = (place.groupid, place.shard);
end
$$;

-- The same as citus_cleanup_orphaned_resources() of Citus, which drops the sources of moves at once; and what else a crash
-- can have left (see 33_mending.sql).
create procedure pg_catalog.citus_cleanup_orphaned_resources()
language sql as $$
    select embedded.mend_copies();
    select embedded.drop_orphans();
$$;

reset allow_system_table_mods;
reset check_function_bodies;
