-- 15. Isolation: a shard for one value.
--
-- isolate_tenant_to_new_shard cuts the shard that a value hashes to in three: the hashes below, the value's hash alone,
-- the hashes above. On the worker, three new tables take the rows of the old one. On the coordinator, the partition of
-- the old shard becomes a partitioned table itself, with the three as its partitions: its operator class tells on which
-- side of the hash a value lies. Co-located tables are cut alike, so that their partitions still pair up.
--
-- What Citus does instead: its planner looks a hash up in pg_dist_shard, so new rows there are all that it needs. It can
-- also split without blocking writes, by logical replication. For a cut at any hashes see 37_splits.sql.

set allow_system_table_mods = on;
set check_function_bodies = off;

create type citus.shard_transfer_mode as enum ('auto', 'force_logical', 'block_writes');

create function pg_catalog.isolate_tenant_to_new_shard(table_name regclass, tenant_id anyelement,
    cascade_option text default '', shard_transfer_mode citus.shard_transfer_mode default 'auto') returns bigint
language sql as $$
    select embedded.isolate(table_name, tenant_id::text, cascade_option);
$$;

create function pg_catalog.isolate_tenant_to_new_shard(table_name regclass, tenant_id text,
    cascade_option text default '', shard_transfer_mode citus.shard_transfer_mode default 'auto') returns bigint
language sql as $$
    select embedded.isolate(table_name, tenant_id, cascade_option);
$$;

create function embedded.isolate(relation regclass, value text, cascade_option text) returns bigint
language plpgsql as $$
declare
    colocation integer;
    shard      pg_dist_shard;
    hash       integer;
begin
    perform embedded.check_settings();
    perform embedded.hold_placements();
    colocation := embedded.check_isolation(relation, value, cascade_option);
    shard := (select s from pg_dist_shard s where shardid = get_shard_id_for_distribution_column(relation, value));
    select embedded.hash(value, atttypid) into hash from pg_attribute
     where attrelid = relation and attname = embedded.distribution_column(relation);
    if shard.shardminvalue = shard.shardmaxvalue then
        raise exception 'table % has already been isolated for the given value', embedded.plain_name(relation)
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    perform embedded.cut(colocation, shard.shardminvalue::int, shard.shardmaxvalue::int,
                         array(select point from unnest(array[hash::bigint - 1, hash]) point
                                where point >= shard.shardminvalue::int and point < shard.shardmaxvalue::int));
    return get_shard_id_for_distribution_column(relation, value);
end
$$;

create function embedded.check_isolation(relation regclass, value text, cascade_option text) returns integer
language plpgsql as $$
declare
    part pg_dist_partition := (select p from pg_dist_partition p where logicalrelid = relation);
    name name := embedded.plain_name(relation);
begin
    if part.logicalrelid is null then
        raise exception 'relation % is not distributed', name using errcode = 'XX000';
    elsif part.partmethod <> 'h' then
        raise exception 'cannot isolate tenant because tenant isolation is only support for hash distributed tables'
            using errcode = 'feature_not_supported';
    elsif upper(cascade_option) <> 'CASCADE' and exists (
            select from pg_dist_partition where colocationid = part.colocationid and logicalrelid <> relation) then
        raise exception 'cannot isolate tenant because "%" has colocated tables', name
            using errcode = 'feature_not_supported',
                  hint = format('Use CASCADE option to isolate tenants for the colocated tables too. Example usage: '
                                'isolate_tenant_to_new_shard(%L, %L, ''CASCADE'')', name, value);
    end if;
    return part.colocationid;
end
$$;

create function embedded.distribution_column(relation oid) returns name
language sql stable
return (select a.attname from pg_dist_partition p
          join pg_attribute a on a.attrelid = p.logicalrelid and a.attnum = embedded.distribution_attnum(p.partkey)
         where p.logicalrelid::oid = relation);

-- The pieces of a range, each with its first and its last hash.
create function embedded.pieces(cut embedded.shard_cut, out piece integer, out minvalue bigint, out maxvalue bigint)
returns setof record
language sql immutable as $$
    select n, coalesce(cut.points[n] + 1, cut.minvalue), coalesce(cut.points[n + 1], cut.maxvalue)
      from generate_series(0, cardinality(cut.points)) n;
$$;

-- The class that tells the pieces apart: only the hash counts, and how many of the points lie below it.
create function embedded.cut_class(type oid, cut embedded.shard_cut) returns text
language sql as $$
    select embedded.hash_class(embedded.hashed_type(type), 'cut_' || left(md5(cut.points::text), 16),
                               string_agg(format('(%%s(value) > %s)::int', point), ' + '))
      from unnest(cut.points) point;
$$;

create function embedded.create_cut_partition(relation oid, parent text, bound text, cut embedded.shard_cut) returns void
language plpgsql as $$
declare
    name  text := format('embedded_shards.%I', format('range_%s_%s_%s', relation, cut.minvalue, cut.maxvalue));
    class text := (select embedded.cut_class(atttypid, cut) from pg_attribute
                    where attrelid = relation and attname = embedded.distribution_column(relation));
    count integer := (select count(*) from embedded.pieces(cut));
begin
    execute format('create table %s partition of %s %s partition by hash (%I %s)', name, parent, bound,
                   embedded.distribution_column(relation), class);
    perform embedded.create_partition(relation, name, format('for values with (modulus %s, remainder %s)', count, piece),
                                      minvalue, maxvalue)
       from embedded.pieces(cut);
end
$$;

create function embedded.cut(colocation integer, low bigint, high bigint, points bigint[]) returns void
language plpgsql as $$
declare
    part record;
begin
    perform embedded.take_group(colocation);
    perform embedded.drop_orphans();
    insert into embedded.shard_cut values (colocation, low, high, points);
    for part in select s.*, l.groupid, l.lane from pg_dist_shard s join embedded.shard_lane l using (shardid)
                  join pg_dist_partition p on p.logicalrelid = s.logicalrelid
                 where p.colocationid = colocation and s.shardminvalue::int = low order by s.shardid loop
        perform embedded.add_shard(part.logicalrelid, minvalue::text, maxvalue::text, part.groupid)
           from embedded.pieces((colocation, low, high, points)::embedded.shard_cut) order by piece;
        delete from pg_dist_placement where shardid = part.shardid;
        delete from pg_dist_shard where shardid = part.shardid;
        perform embedded.create_shard_tables(part.logicalrelid, low, high);
        if embedded.workers_hash_alike(part.logicalrelid) then
            perform embedded.divide_rows(part.logicalrelid, part.shardid, low, high);
            perform embedded.replace_partition(part.logicalrelid, part.shardid, low, high);
        else
            perform embedded.fetch_rows(part.logicalrelid, part.shardid, low, high);
        end if;
        perform embedded.leave_orphan(part.groupid, part.lane, shard_name(part.logicalrelid, part.shardid, false));
    end loop;
    perform embedded.create_new_objects(colocation, low, high);
    perform set_config('embedded.converting', '', true);
end
$$;

-- An enum is hashed by the oid of its label, which is another one on every server. So is all that may contain an enum.
create function embedded.workers_hash_alike(relation regclass) returns boolean
language sql stable
return (select embedded.hashed_type(atttypid)::oid < 16384 from pg_attribute
         where attrelid = relation and attname = embedded.distribution_column(relation));

-- On the worker, from the old shard into each of the new ones.
create function embedded.divide_rows(relation regclass, old_shard bigint, low bigint, high bigint) returns void
language plpgsql as $$
declare
    columns text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                      where attrelid = relation and attnum > 0 and not attisdropped and attgenerated = '');
    hashed  text := (select format('%s(%I)', embedded.hash_function(atttypid), attname) from pg_attribute
                      where attrelid = relation and attname = embedded.distribution_column(relation));
begin
    perform embedded.run_on_shards(relation, $sql$case when shardminvalue::int between $1[1]::int and $1[2]::int then array[
        (select format('insert into %s (%s) select %2$s from %s where %s between %s and %s',
                       shard_name(shard.logicalrelid, shard.shardid, false), $1[3], $1[4], $1[5], n.shardminvalue,
                       n.shardmaxvalue)
           from pg_dist_shard n where n.shardid = shard.shardid)] end$sql$,
        low::text, high::text, columns, shard_name(relation, old_shard, false), hashed);
end
$$;

-- By way of the coordinator, which knows where a value belongs.
create function embedded.fetch_rows(relation regclass, old_shard bigint, low bigint, high bigint) returns void
language plpgsql as $$
declare
    leaf    regclass := embedded.partition_of_shard(relation, old_shard);
    leaving text := format('embedded_shards.%I', 'leaving_' || old_shard);
begin
    perform embedded.create_window(leaving, relation, old_shard,
        (select srvname from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver where ftrelid = leaf));
    perform embedded.replace_partition(relation, old_shard, low, high);
    perform embedded.copy_rows(leaving::regclass, relation);
    execute 'drop foreign table ' || leaving;
end
$$;

-- The partition of a shard that is gone makes room for what the catalog says now. PostgreSQL gives no foreign partition to
-- a table with keys, so a stand-in without keys gets the new one and gives it away.
create function embedded.replace_partition(relation regclass, old_shard bigint, low bigint, high bigint) returns void
language plpgsql as $$
declare
    leaf     oid := embedded.partition_of_shard(relation, old_shard);
    parent   oid := (select inhparent from pg_inherits where inhrelid = leaf);
    bound    text := (select pg_get_expr(relpartbound, oid) from pg_class where oid = leaf);
    stand_in oid := embedded.create_stand_in(parent, 'partition by ' || pg_get_partkeydef(parent));
begin
    execute 'drop foreign table ' || embedded.qualified_name(leaf);
    perform embedded.create_partition(relation, embedded.qualified_name(stand_in), bound, low, high);
    perform embedded.give_partitions(stand_in, parent);
    execute 'drop table ' || embedded.qualified_name(stand_in);
end
$$;

-- A foreign table of its own for a shard that is on that server.
create function embedded.create_window(window_name text, relation regclass, shardid bigint, server text) returns void
language plpgsql as $$
begin
    execute format('create foreign table %s (like %s including generated) server %I'
                   ' options (schema_name %L, table_name %L)', window_name, embedded.qualified_name(relation), server,
                   (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = relation),
                   embedded.with_shard_id(embedded.plain_name(relation), shardid));
end
$$;

create function embedded.partition_of_shard(relation regclass, shardid bigint) returns regclass
language sql stable
return format('embedded_shards.%I', embedded.with_shard_id(embedded.plain_name(relation), shardid))::regclass;

reset allow_system_table_mods;
reset check_function_bodies;
