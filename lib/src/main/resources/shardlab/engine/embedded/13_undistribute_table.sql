-- 13. undistribute_table: from many shards back to one local table.
--
-- The table becomes an ordinary one as it became partitioned, by exchange with a stand-in (see 09_conversion.sql).
--
-- What Citus does instead: a new table takes the place of the old one, with another oid.

create function pg_catalog.undistribute_table(table_name regclass, cascade_via_foreign_keys boolean default false)
returns void
language plpgsql as $$
declare
    partition pg_dist_partition;
    keys      embedded.foreign_key[];
    kin       regclass;
begin
    perform embedded.check_settings();
    perform embedded.hold_placements();
    partition := (select p from pg_dist_partition p where logicalrelid = table_name);
    if partition.logicalrelid is null then
        raise exception 'cannot undistribute table because the table is not distributed' using errcode = 'XX000';
    elsif not cascade_via_foreign_keys then
        perform embedded.check_alone(table_name);
    end if;
    keys := (select array_agg(k) from embedded.related_tables(table_name, cascade_via_foreign_keys) t,
                                      embedded.foreign_keys_of(t) k);
    perform set_config('embedded.converting', 'on', true);
    perform embedded.take(t) from embedded.related_tables(table_name, cascade_via_foreign_keys) t order by t;
    for kin in select * from embedded.related_tables(table_name, cascade_via_foreign_keys) loop
        perform embedded.undistribute(kin);
    end loop;
    perform embedded.declare_again(keys);
end
$$;

create function embedded.check_alone(relation regclass) returns void
language plpgsql as $body$
declare
    how  text := case when exists (select from pg_constraint where contype = 'f' and confrelid = relation
                                      and conrelid <> relation) then 'is referenced by'
                      when exists (select from pg_constraint where contype = 'f' and conrelid = relation
                                      and confrelid <> relation) then 'has' end;
begin
    if how is not null then
        raise exception 'cannot complete operation because table % % a foreign key', embedded.plain_name(relation), how
            using errcode = 'XX000',
                  hint = format('Use cascade option to undistribute all the relations involved in a foreign key '
                                'relationship with %1$s by executing SELECT undistribute_table($$%1$s$$, '
                                'cascade_via_foreign_keys=>true)', embedded.qualified_name(relation));
    end if;
end
$body$;

-- The table itself and, with a cascade, all distributed tables that foreign keys tie to it.
create function embedded.related_tables(relation regclass, cascade boolean) returns setof regclass
language sql stable as $$
    with recursive kin(relation) as (
        select relation::oid
        union
        select case when c.conrelid = k.relation then c.confrelid else c.conrelid end
          from kin k join pg_constraint c on c.contype = 'f' and k.relation in (c.conrelid, c.confrelid)
         where cascade)
    select p.logicalrelid from kin k join pg_dist_partition p on p.logicalrelid = k.relation;
$$;

create function embedded.undistribute(relation regclass) returns void
language plpgsql as $$
declare
    name text := embedded.qualified_name(relation);
begin
    perform set_config('embedded.converting', 'on', true);
    raise notice 'creating a new table for %', name;
    raise notice 'moving the data of %', name;
    perform embedded.take(relation);
    perform embedded.drop_own_triggers(relation);
    perform embedded.stop_listening(relation);
    if embedded.is_distributed(relation) then
        perform embedded.gather_rows(relation);
        perform embedded.leave_orphan(l.groupid, l.lane, shard_name(l.logicalrelid, l.shardid, false))
           from embedded.shard_lane l where l.logicalrelid = relation;
        perform embedded.forget_shards(relation);
    else
        perform embedded.drop_shards(relation);
    end if;
    raise notice 'dropping the old %', name;
    raise notice 'renaming the new table to %', name;
    perform set_config('embedded.converting', '', true);
end
$$;

-- The stand-in takes the partitions, and the table the rows.
create function embedded.gather_rows(relation regclass) returns void
language plpgsql as $$
declare
    stand_in oid := embedded.create_stand_in(relation, '');
begin
    perform embedded.exchange_kinds(relation, stand_in);
    perform embedded.copy_rows(stand_in, relation);
    execute format('drop table %s', embedded.qualified_name(stand_in));
end
$$;

-- The triggers that this engine put there.
create function embedded.drop_own_triggers(relation oid) returns void
language plpgsql as $$
declare
    name name;
begin
    for name in select t.tgname from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                 where t.tgrelid = relation and not t.tgisinternal and p.pronamespace = 'embedded'::regnamespace loop
        execute format('drop trigger %I on %s', name, embedded.qualified_name(relation));
    end loop;
end
$$;

-- A foreign key that was declared on a partitioned table has no triggers that look at the table's own rows.
create type embedded.foreign_key as (relation regclass, name name, definition text, is_valid boolean, description text);

create function embedded.foreign_keys_of(relation regclass) returns setof embedded.foreign_key
language sql stable set search_path = pg_catalog as $$
    select conrelid, conname, format('%s references %s %s', embedded.constraint_definition(c),
                                     embedded.qualified_name(confrelid), embedded.reference_definition(c)), convalidated,
           obj_description(oid, 'pg_constraint')
      from pg_constraint c
     where conrelid = relation and contype = 'f' and conparentid = 0 and embedded.is_distributed(relation);
$$;

-- So it is declared again once both its tables are local, and looks at all rows if it was valid.
create function embedded.declare_again(keys embedded.foreign_key[]) returns void
language plpgsql as $$
declare
    key embedded.foreign_key;
begin
    perform set_config('embedded.converting', 'on', true);
    foreach key in array coalesce(keys, '{}') loop
        execute format('alter table %s drop constraint %I', embedded.qualified_name(key.relation), key.name);
        execute format('alter table %s add constraint %I %s%s', embedded.qualified_name(key.relation), key.name,
                       key.definition, case when not key.is_valid then ' not valid' end);
        if key.description is not null then
            execute format('comment on constraint %I on %s is %L', key.name, embedded.qualified_name(key.relation),
                           key.description);
        end if;
    end loop;
    perform set_config('embedded.converting', '', true);
end
$$;
