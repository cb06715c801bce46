-- 16. Moves: a shard goes to another worker.
--
-- A shard moves with all shards co-located with it: tables are created on the target, rows go there by way of the
-- coordinator, keys and indexes follow, the partition gets a foreign table on the other server, and the source is
-- dropped. It is one transaction; the tables are locked until it ends.
--
-- PostgreSQL gives no partition on another server to a table with a primary or foreign key. So keys of the coordinator's
-- tables are taken away and given back; those of the shards, which are the ones that are enforced, stay.
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

-- Nothing is left behind here; in Citus it drops the sources of moves at once.
create procedure pg_catalog.citus_cleanup_orphaned_resources()
language sql as $$
$$;

create function embedded.group_at(host text, port integer) returns integer
language sql stable
return (select groupid from pg_dist_node where nodename = host and nodeport = port);

create function embedded.move(shard bigint, source integer, target integer) returns void
language plpgsql as $$
declare
    range      pg_dist_shard := (select s from pg_dist_shard s where shardid = shard);
    colocation integer := (select colocationid from pg_dist_partition
                            where logicalrelid = range.logicalrelid and partmethod = 'h');
    keys       embedded.declared_key[];
    part       record;
begin
    if not embedded.check_move(shard, colocation, source, target) then
        return;
    end if;
    keys := embedded.take_keys_away(colocation);
    for part in select s.*, l.lane from pg_dist_shard s join embedded.shard_lane l using (shardid)
                  join pg_dist_partition p on p.logicalrelid = s.logicalrelid
                 where p.colocationid = colocation and s.shardminvalue = range.shardminvalue order by s.shardid loop
        update pg_dist_placement set groupid = target where shardid = part.shardid;
        perform embedded.create_shard_tables(part.logicalrelid, range.shardminvalue::int, range.shardmaxvalue::int);
        perform embedded.carry_rows(part.logicalrelid, part.shardid);
        perform embedded.run(source, part.lane, format('drop table %s cascade',
                                                       shard_name(part.logicalrelid, part.shardid, false)));
    end loop;
    perform embedded.create_new_objects(colocation, range.shardminvalue::int, range.shardmaxvalue::int);
    perform embedded.give_keys_back(keys);
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

-- The old foreign table is detached and read, the new one is written.
create function embedded.carry_rows(relation regclass, shard bigint) returns void
language plpgsql as $$
declare
    name   text := format('embedded_shards.%I', embedded.with_shard_id(embedded.plain_name(relation), shard));
    leaf   oid := name::regclass;
    parent text := (select embedded.qualified_name(inhparent) from pg_inherits where inhrelid = leaf);
    bound  text := (select pg_get_expr(relpartbound, oid) from pg_class where oid = leaf);
begin
    execute format('alter table %s detach partition %s', parent, name);
    execute format('alter foreign table %s rename to %I', name, 'leaving_' || shard);
    perform embedded.create_partition(relation, parent, bound, s.shardminvalue::int, s.shardmaxvalue::int)
       from pg_dist_shard s where shardid = shard;
    perform embedded.copy_rows(leaf, name::regclass);
    execute 'drop foreign table ' || embedded.qualified_name(leaf);
end
$$;

-- The tables of the shards in a range of hashes, without keys and indexes.
create function embedded.create_shard_tables(relation regclass, low bigint, high bigint) returns void
language plpgsql as $$
declare
    columns text := (select string_agg(embedded.column_definition(c), ', ' order by attnum)
                       from embedded.columns_of(relation) c);
begin
    perform embedded.run_on_shards(relation, $sql$case when shardminvalue::int between $1[1]::int and $1[2]::int then
        array[format('create table %s (%s)', shard_name(logicalrelid, shardid, false), $1[3])] end$sql$,
        low::text, high::text, columns);
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
end
$$;

-- What stands between a table and a partition on another server: keys, and the unique indexes that are not keys.
create type embedded.declared_key as (rank integer, taken text, given text);

create function embedded.declared_keys(colocation integer) returns setof embedded.declared_key
language sql stable set search_path = pg_catalog as $$
    select case c.contype when 'f' then 2 else 1 end,
           format('alter table %s drop constraint %I', embedded.qualified_name(c.conrelid), c.conname),
           format('alter table %s add constraint %I %s', embedded.qualified_name(c.conrelid), c.conname,
                  regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', ''))
      from pg_constraint c join pg_dist_partition p on p.logicalrelid = c.conrelid
     where p.colocationid = colocation and c.contype in ('p', 'u', 'x', 'f') and c.conparentid = 0
    union all
    select 1, format('drop index %s', embedded.qualified_name(i.indexrelid)),
           replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
      from pg_index i join pg_dist_partition p on p.logicalrelid = i.indrelid
     where p.colocationid = colocation and i.indisunique
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = i.indrelid);
$$;

create function embedded.take_keys_away(colocation integer) returns embedded.declared_key[]
language plpgsql as $$
declare
    keys      embedded.declared_key[];
    statement text;
begin
    perform set_config('embedded.converting', 'on', true);
    for statement in select format('lock table %s in access exclusive mode', embedded.qualified_name(logicalrelid))
                       from pg_dist_partition where colocationid = colocation order by logicalrelid loop
        execute statement;
    end loop;
    keys := (select array_agg(k order by k.rank) from embedded.declared_keys(colocation) k);
    for statement in select k.taken from unnest(keys) k order by k.rank desc loop
        execute statement;
    end loop;
    return keys;
end
$$;

create function embedded.give_keys_back(keys embedded.declared_key[]) returns void
language plpgsql as $$
begin
    perform embedded.attach(coalesce((select array_agg(k.given order by k.rank) from unnest(keys) k), '{}'));
    perform set_config('embedded.converting', '', true);
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
