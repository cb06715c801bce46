-- 10. Distribution: shards are laid out, created, filled, and become partitions.
--
-- Order matters: first the catalog says where every shard lies, then the shards are created on their workers, then
-- foreign tables make them partitions of the table's stand-in (see 09_conversion.sql), rows that the table had move through
-- those, the table becomes partitioned, and constraints and indexes of the shards come last.
-- It is all one transaction of the coordinator, with one on each worker (see 02_wire.sql).
--
-- What Citus does instead: the same order, with COPY for the rows and two-phase commit at the end.

-- What a Var node looks like when PostgreSQL prints it; Citus keeps the distribution column so.
create function embedded.partition_key(attribute pg_attribute) returns text
language sql immutable
return format('{VAR :varno 1 :varattno %1$s :vartype %2$s :vartypmod %3$s :varcollid %4$s :varnullingrels (b) '
              ':varlevelsup 0 :varreturningtype 0 :varnosyn 1 :varattnosyn %1$s :location -1}',
              attribute.attnum, attribute.atttypid, attribute.atttypmod, attribute.attcollation);

create function embedded.distribution_attnum(partkey text) returns smallint
language sql immutable strict
return substring(partkey from ':varattno (\d+)')::smallint;

-- Shards in the order of their hashes, one worker after the other; or beside the shards of a co-located table.
create function embedded.create_shard_metadata(relation regclass, colocation integer) returns void
language plpgsql as $$
declare
    shards  integer := (select shardcount from pg_dist_colocation where colocationid = colocation);
    pieces  bigint := 4294967296 / shards;
    partner regclass := (select min(logicalrelid::oid) from pg_dist_partition
                          where colocationid = colocation and logicalrelid <> relation);
    groups  integer[] := (select array_agg(groupid order by nodename, nodeport) from pg_dist_node
                           where groupid > 0 and isactive and shouldhaveshards);
begin
    if partner is not null then
        perform embedded.add_shard(relation, s.shardminvalue, s.shardmaxvalue, p.groupid)
           from (select * from pg_dist_shard where logicalrelid = partner order by shardminvalue::int) s
           join pg_dist_placement p using (shardid);
        return;
    end if;
    for i in 0 .. shards - 1 loop
        perform embedded.add_shard(relation, (i * pieces - 2147483648)::text,
            case when i = shards - 1 then 2147483647 else (i + 1) * pieces - 2147483649 end::text,
            groups[i % array_length(groups, 1) + 1]);
    end loop;
end
$$;

create function embedded.add_shard(relation regclass, minvalue text, maxvalue text, groupid integer) returns bigint
language sql as $$
    insert into pg_dist_shard values (relation, nextval('pg_dist_shardid_seq'), 't', minvalue, maxvalue);
    insert into pg_dist_placement (shardid, shardstate, shardlength, groupid)
    values (currval('pg_dist_shardid_seq'), 1, 0, groupid) returning shardid;
$$;

-- One partition for each range of hashes that the table began with; ranges that were cut since are partitioned again.
create function embedded.create_partitions(relation oid, parent text) returns void
language plpgsql as $$
declare
    count  integer := (select shardcount from pg_dist_colocation join pg_dist_partition p using (colocationid)
                        where p.logicalrelid::oid = relation);
    pieces bigint := 4294967296 / count;
begin
    for i in 0 .. count - 1 loop
        perform embedded.create_partition(relation, parent,
            format('for values with (modulus %s, remainder %s)', count, i), i * pieces - 2147483648,
            case when i = count - 1 then 2147483647 else (i + 1) * pieces - 2147483649 end);
    end loop;
end
$$;

create function embedded.create_partition(relation oid, parent text, bound text, minvalue bigint, maxvalue bigint)
returns void
language plpgsql as $$
declare
    cut   embedded.shard_cut := (select c from embedded.shard_cut c join pg_dist_partition p using (colocationid)
                                  where p.logicalrelid::oid = relation
                                    and (c.minvalue, c.maxvalue) = (create_partition.minvalue, create_partition.maxvalue));
    shard record;
begin
    if cut.points is not null then
        perform embedded.create_cut_partition(relation, parent, bound, cut);
        return;
    end if;
    select * into shard from embedded.shard_lane l
     where l.logicalrelid::oid = relation and l.shardminvalue = create_partition.minvalue::text;
    execute format($sql$
        create foreign table embedded_shards.%I partition of %s %s server %I options (schema_name %L, table_name %L)
        $sql$, embedded.with_shard_id(embedded.plain_name(relation), shard.shardid), parent, bound,
        embedded.server_name(shard.groupid, shard.lane),
        (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = relation),
        embedded.with_shard_id(embedded.plain_name(relation), shard.shardid));
end
$$;

create function embedded.distribute(relation regclass, attribute pg_attribute, colocation integer) returns void
language plpgsql as $$
declare
    filled   boolean;
    shards   integer := (select shardcount from pg_dist_colocation where colocationid = colocation);
    stand_in oid;
begin
    perform set_config('embedded.converting', 'on', true);
    perform embedded.take(relation);
    perform embedded.refuse_null(relation, attribute.attname);
    filled := embedded.has_rows(relation);
    insert into pg_dist_partition values (relation, 'h', embedded.partition_key(attribute), colocation, 's');
    perform embedded.create_shard_metadata(relation, colocation);
    perform embedded.create_shards(relation);
    perform embedded.run_on_shards(relation, $sql$array[
        format('alter table %s alter column %I set not null', shard_name(logicalrelid, shardid, false), $1[1])]$sql$,
        attribute.attname);
    stand_in := embedded.create_stand_in(relation, format('partition by hash (%I %s)', attribute.attname,
                                         embedded.shard_class(attribute.atttypid, shards)));
    perform embedded.create_partitions(relation, embedded.qualified_name(stand_in));
    if filled then
        raise notice 'Copying data from local table...';
        perform embedded.copy_rows(relation, stand_in);
        raise notice 'copying the data has completed';
    end if;
    perform embedded.exchange_kinds(relation, stand_in);
    execute format('drop table %s', embedded.qualified_name(stand_in));
    perform embedded.create_shard_objects(relation);
    perform embedded.set_properties(relation);
    perform embedded.guard(relation, attribute.attname);
    perform embedded.guard_local_references(relation);
    if filled then
        perform embedded.run_on_shards(relation, $sql$array['analyze ' || shard_name(logicalrelid, shardid, false)]$sql$);
    end if;
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.refuse_null(relation regclass, column_name name) returns void
language plpgsql as $$
declare
    has_null boolean;
begin
    execute format('select exists (select from %s where %I is null)', embedded.qualified_name(relation), column_name)
       into has_null;
    if has_null then
        raise exception 'the partition column of table % cannot be NULL', embedded.qualified_name(relation)
            using errcode = 'null_value_not_allowed';
    end if;
end
$$;
