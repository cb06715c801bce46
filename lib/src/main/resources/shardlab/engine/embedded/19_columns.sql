-- 19. Columns: what ALTER TABLE changed, carried on to the shards and, where it is needed, to the partitions.
--
-- What the shards were given stands in embedded.shard_column. Each difference between that and the table's columns of now
-- is one clause of ALTER TABLE. PostgreSQL itself carries changes on to the partitions, unless they were out of its sight
-- (18_hiding.sql): then each of them gets the same clauses here.
--
-- What Citus does instead: it sends the statement to the shards, and refuses what it does not know.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- One clause of ALTER TABLE for each difference between two sets of columns.
create function embedded.column_changes(relation regclass) returns text[]
language sql stable as $$
    select array_agg(clause order by step, attnum) from (
        select o.attnum, d.*
          from (select * from embedded.shard_column c where c.relation = column_changes.relation) o
          full join embedded.columns_of(column_changes.relation) n on n.attnum = o.attnum
         cross join (select exists (select from embedded.shard_column k
                                      join embedded.columns_of(column_changes.relation) c using (relation, attnum)
                                     where k.name <> c.name) as columns_renamed) r
         cross join lateral (values
            (1, case when n.attnum is null then format('drop column if exists %I cascade', o.name) end),
            (2, case when n.name <> o.name then format('rename column %I to %I', o.name, n.name) end),
            (3, case when o.generated <> '' and n.generated = '' then format('alter column %I drop expression', n.name)
                     when o.generated <> '' and n.expression <> o.expression and not columns_renamed then
                    format('alter column %I set expression as (%s)', n.name, n.expression)
                     when n.type <> o.type and n.generated = '' then format('alter column %I drop default', n.name) end),
            (4, case when n.type <> o.type then format('alter column %I type %s', n.name, n.type) end),
            (5, case when n.is_not_null <> o.is_not_null then
                    format('alter column %I %s not null', n.name, case when n.is_not_null then 'set' else 'drop' end) end),
            (6, case when o.attnum is not null and n.attnum is not null and n.generated = '' and o.generated = ''
                          and (n.expression is distinct from o.expression or n.type <> o.type) then
                    format('alter column %I %s', n.name, coalesce('set default ' || n.expression, 'drop default')) end),
            (7, case when o.attnum is null then 'add column ' || embedded.column_definition(n) end))
            as d(step, clause)) changes
     where clause is not null;
$$;

create function embedded.carry_on_columns(relation regclass) returns boolean
language plpgsql as $$
declare
    changes text[] := embedded.column_changes(relation);
begin
    perform embedded.run_on_shards(relation, $sql$array(
        select format('alter table %s %s', shard_name(logicalrelid, shardid, false), clause)
          from unnest($1) with ordinality as u(clause, i) order by i)$sql$, variadic changes);
    return changes is not null and embedded.note_columns(relation);
end
$$;

-- The shards have the columns that the table has now; the foreign tables of a reference table's copies follow.
create function embedded.note_columns(relation regclass) returns boolean
language plpgsql as $$
declare
    worker  integer;
begin
    delete from embedded.shard_column c where c.relation = note_columns.relation;
    insert into embedded.shard_column select * from embedded.columns_of(relation);
    for worker in select p.groupid from pg_dist_placement p join pg_dist_shard s using (shardid)
                    join pg_dist_partition t using (logicalrelid)
                   where s.logicalrelid = relation and t.partmethod = 'n' and p.groupid > 0 loop
        execute 'drop foreign table ' || embedded.copy_name(relation, worker);
        perform embedded.create_copies(relation, worker);
    end loop;
    return true;
end
$$;

-- What Citus refuses to change once a table is distributed, and what the shards could not be told.
create function embedded.refuse_changes(relation regclass) returns void
language plpgsql as $$
declare
    change record;
begin
    for change in select o.name is null as is_new, n.*, n.options::jsonb->>3 <> '' as is_identity,
                         n.options is distinct from o.options as differs,
                         n.name = embedded.distribution_column(refuse_changes.relation) as distributes,
                         o.type <> n.type or o.is_not_null and not n.is_not_null as breaks_distribution
                    from embedded.columns_of(refuse_changes.relation) n
                    left join embedded.shard_column o on (o.relation, o.attnum) = (n.relation, n.attnum) loop
        if change.is_new and change.is_identity then
            raise exception 'cannot execute ADD COLUMN commands involving identity columns when metadata is synchronized '
                'to workers' using errcode = 'feature_not_supported';
        elsif change.is_new and embedded.takes_numbers(relation, change.attnum) then
            raise exception 'cannot execute ADD COLUMN commands involving serial pseudotypes when metadata is synchronized '
                'to workers' using errcode = 'feature_not_supported',
                hint = 'Add the column without a default, fill it, and then set the default nextval(…).';
        elsif change.is_new and change.expression is not null and change.generated = '' and embedded.is_filled(relation) then
            raise exception 'a default that differs from row to row would differ from copy to copy of a reference table'
                using errcode = 'feature_not_supported',
                hint = 'Add the column without a default, fill it by UPDATE, and then set the default.';
        elsif change.distributes and change.breaks_distribution then
            raise exception 'cannot execute ALTER TABLE command involving partition column' using errcode = 'XX000';
        elsif not change.is_new and change.differs then
            raise exception 'alter table command is currently unsupported' using errcode = 'feature_not_supported',
                detail = 'Only ADD|DROP COLUMN, SET|DROP NOT NULL, SET|DROP DEFAULT, ADD|DROP|VALIDATE CONSTRAINT, '
                         'ENABLE|DISABLE|NO FORCE|FORCE ROW LEVEL SECURITY and TYPE subcommands are supported.';
        end if;
    end loop;
    if exists (select from pg_constraint where conrelid = relation and contype = 'n' and not convalidated) then
        raise exception 'the embedded engine has no NOT NULL constraints that are NOT VALID on distributed and reference '
            'tables' using errcode = 'feature_not_supported', hint = 'Use a CHECK constraint that is NOT VALID.';
    end if;
end
$$;

create function embedded.refuse_fewer_partitions(relation regclass) returns void
language plpgsql as $$
begin
    if embedded.is_distributed(relation)
       and (select count(*) from pg_partition_tree(relation) where isleaf)
           <> (select count(*) from pg_dist_shard where logicalrelid = relation) then
        raise exception 'table "%" is not partitioned', embedded.plain_name(relation) using errcode = '42P17',
            detail = 'Its partitions are its shards.';
    end if;
end
$$;

create function embedded.takes_numbers(relation oid, attnum smallint) returns boolean
language sql stable
return exists (select from pg_attrdef d where (d.adrelid, d.adnum) = (relation, takes_numbers.attnum)
                                          and embedded.uses_sequence(d.oid));

-- The partitions of a hidden table get what it got. A partition may not be altered by itself, so for that moment it is an
-- ordinary foreign table.
create function embedded.align_partitions(relation oid) returns void
language plpgsql as $$
declare
    clauses   text[] := embedded.column_changes(relation) || embedded.check_changes(relation);
    partition record;
    clause    text;
begin
    if clauses is null or clauses = '{}' then
        return;
    end if;
    for partition in select c.oid, c.relkind from pg_inherits i join pg_class c on c.oid = i.inhrelid
                      where i.inhparent = relation order by c.oid loop
        perform embedded.set_free(partition.oid);
        foreach clause in array clauses loop
            execute format('alter %stable %s %s', case partition.relkind when 'f' then 'foreign ' end,
                           embedded.qualified_name(partition.oid), clause);
        end loop;
        perform embedded.bind(partition.oid, relation);
    end loop;
end
$$;

create function embedded.check_changes(relation oid) returns text[]
language sql stable as $$
    select coalesce(array_agg(clause), '{}') from (
        select format('drop constraint %I', p.conname) as clause
          from (select inhrelid from pg_inherits where inhparent = check_changes.relation limit 1) i
          join pg_constraint p on p.conrelid = i.inhrelid and p.contype = 'c'
         where not exists (select from pg_constraint c where c.conrelid = check_changes.relation and c.conname = p.conname)
        union all
        select format('add constraint %I %s%s', n.name, n.definition, case when not n.is_valid then ' not valid' end)
          from embedded.objects_of(check_changes.relation) n
          join pg_constraint c on c.conrelid = n.relation and c.conname = n.name
         where c.contype = 'c' and not c.connoinherit
           and not exists (select from embedded.shard_object o
                            where (o.relation, o.kind, o.name) = (n.relation, n.kind, n.name))) as change;
$$;

create function embedded.set_free(partition oid) returns void
language sql set allow_system_table_mods = on as $$
    update pg_attribute set attinhcount = 0, attislocal = true where attrelid = partition and attnum > 0;
    update pg_constraint set coninhcount = 0, conislocal = true where conrelid = partition and contype in ('c', 'n');
    update pg_class set relispartition = false where oid = partition;
$$;

create function embedded.bind(partition oid, relation oid) returns void
language sql set allow_system_table_mods = on as $$
    update pg_attribute set attinhcount = 1, attislocal = false
     where attrelid = partition and attnum > 0 and not attisdropped;
    update pg_constraint p set coninhcount = 1, conislocal = false
      from pg_constraint c
     where p.conrelid = partition and c.conrelid = relation and p.contype = c.contype
       and (c.contype = 'c' and c.conname = p.conname
            or c.contype = 'n' and embedded.column_list(c.conrelid, c.conkey) = embedded.column_list(p.conrelid, p.conkey));
    update pg_class set relispartition = true where oid = partition;
$$;

reset allow_system_table_mods;
reset check_function_bodies;
