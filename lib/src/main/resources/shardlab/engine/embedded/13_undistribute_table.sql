-- 13. undistribute_table: from many shards back to one local table.
--
-- What Citus does instead: the same, by the same steps.

create function pg_catalog.undistribute_table(table_name regclass, cascade_via_foreign_keys boolean default false)
returns void
language plpgsql as $$
declare
    partition pg_dist_partition := (select p from pg_dist_partition p where logicalrelid = table_name);
    kin       regclass;
begin
    if partition.logicalrelid is null then
        raise exception 'cannot undistribute table because the table is not distributed' using errcode = 'XX000';
    elsif not cascade_via_foreign_keys then
        perform embedded.check_alone(table_name);
    end if;
    for kin in select * from embedded.related_tables(table_name, cascade_via_foreign_keys) loop
        perform embedded.undistribute(kin);
    end loop;
    perform embedded.validate_foreign_keys();
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
    name        text := embedded.qualified_name(relation);
    reference   boolean := (select partmethod = 'n' from pg_dist_partition where logicalrelid = relation);
    attachments text[];
    serials     jsonb := embedded.serials(relation);
    successor   oid;
begin
    perform set_config('embedded.converting', 'on', true);
    raise notice 'creating a new table for %', name;
    raise notice 'moving the data of %', name;
    if reference then
        perform embedded.drop_copy_triggers(relation);
        perform embedded.drop_shards(relation);
    else
        attachments := embedded.attachments(relation, true);
        perform embedded.put_aside(relation);
        successor := embedded.create_successor(relation, name, serials, '');
        perform embedded.copy_rows(relation, successor);
        perform embedded.drop_shards(relation);
        execute format('drop table %s', embedded.qualified_name(relation));
        perform embedded.attach(attachments);
    end if;
    raise notice 'dropping the old %', name;
    raise notice 'renaming the new table to %', name;
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.drop_copy_triggers(relation oid) returns void
language plpgsql as $$
declare
    name name;
begin
    for name in select tgname from pg_trigger
                 where tgrelid = relation and tgfoid = 'embedded.write_copies'::regproc loop
        execute format('drop trigger %I on %s', name, embedded.qualified_name(relation));
    end loop;
end
$$;

-- Foreign keys that pointed to rows out of sight while tables were converted are checked when both sides are local.
create function embedded.validate_foreign_keys() returns void
language plpgsql as $$
declare
    key pg_constraint;
begin
    for key in select * from pg_constraint c where c.contype = 'f' and not c.convalidated and c.conparentid = 0
                  and not embedded.is_distributed(c.conrelid) and not embedded.is_distributed(c.confrelid) loop
        execute format('alter table %s validate constraint %I', embedded.qualified_name(key.conrelid), key.conname);
    end loop;
end
$$;
