-- 25. Foreign keys and unique keys: which of them hold where the rows are.
--
-- A unique key needs the distribution column, since no worker sees another one's rows; a foreign key must find its target
-- on the same worker, and whatever it does to the referencing row must leave that row in its shard.
--
-- A local table may refer to a distributed one. PostgreSQL looks for the parent of each row that comes in; that no parent
-- goes away is for a trigger on the distributed table to say.
--
-- What Citus does instead: the same rules. It takes a key from a local to a distributed table too, looks for parents in the
-- shell, and lets a parent go.

set check_function_bodies = off;

create function embedded.check_constraints(relation regclass, attribute pg_attribute, colocation integer) returns void
language plpgsql as $$
declare
    key pg_constraint;
begin
    if exists (select from pg_index i where indrelid = relation and (indisunique or indisexclusion)
                  and not embedded.compares_equal(i, attribute)) then
        raise exception 'cannot create constraint on "%"', embedded.plain_name(relation)
            using errcode = 'feature_not_supported',
                  detail = 'Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not '
                           'include the partition column (with an equality operator if EXCLUDE).';
    end if;
    for key in select * from pg_constraint where conrelid = relation and contype = 'f' and conparentid = 0 loop
        perform embedded.check_foreign_key(key, attribute.attnum, colocation);
    end loop;
end
$$;

-- Whether two rows that clash in an index have equal distribution columns. INCLUDE columns do not count.
create function embedded.compares_equal(i pg_index, attribute pg_attribute) returns boolean
language sql stable
return exists (
    select from generate_series(0, i.indnkeyatts - 1) as place
      left join pg_collation c on c.oid = i.indcollation[place]
      left join pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
     where i.indkey[place] = attribute.attnum
       and coalesce(c.collisdeterministic, true)
       and (not i.indisexclusion or exists (
               select from pg_amop o join pg_am m on m.oid = o.amopmethod
                where o.amopopr = x.conexclop[place + 1]
                  and (m.amname, o.amopstrategy) in (('btree', 3), ('hash', 1)))));

create function embedded.check_foreign_key(key pg_constraint, attnum smallint, colocation integer) returns void
language plpgsql as $$
declare
    target   pg_dist_partition := (select p from pg_dist_partition p where logicalrelid = key.confrelid);
    place    integer := array_position(key.conkey, attnum);
    to_place smallint := case when key.confrelid = key.conrelid then attnum
                              else embedded.distribution_attnum(target.partkey) end;
begin
    perform embedded.check_actions(key, place is not null);
    if key.confrelid <> key.conrelid and target.partmethod = 'n' then
        return;
    elsif key.confrelid <> key.conrelid and target.logicalrelid is null then
        perform embedded.refuse_local_target(key.confrelid);
    elsif key.confrelid <> key.conrelid and target.colocationid <> colocation then
        raise exception 'cannot create foreign key constraint since relations are not colocated or not referencing a '
            'reference table'
            using errcode = 'feature_not_supported',
                  detail = 'A distributed table can only have foreign keys if it is referencing another colocated hash '
                           'distributed table or a reference table';
    elsif place is null or key.confkey[place] <> to_place then
        raise exception 'cannot create foreign key constraint'
            using errcode = 'feature_not_supported',
                  detail = 'Foreign keys are supported in two cases, either in between two colocated tables including '
                           'partition column in the same ordinal in the both tables or from distributed to reference tables';
    end if;
end
$$;

create function embedded.refuse_local_target(target regclass) returns void
language plpgsql as $$
declare
    name name := embedded.plain_name(target);
begin
    raise exception 'referenced table "%" must be a distributed table or a reference table', name
        using errcode = 'invalid_table_definition',
              detail = 'To enforce foreign keys, the referencing and referenced rows need to be stored on the same node.',
              hint = format('You could use SELECT create_reference_table(''%s'') to replicate the referenced table to all '
                            'nodes or consider dropping the foreign key', name);
end
$$;

-- What a key may do to the row that refers: a new value in the distribution column would belong to another shard, and a
-- shard has no sequence to take a default from.
create function embedded.check_actions(key pg_constraint, has_distribution_column boolean) returns void
language plpgsql as $$
declare
    refused text := case when has_distribution_column and key.confdeltype in ('n', 'd')
                         then 'SET NULL or SET DEFAULT is not supported in ON DELETE operation when distribution key is '
                              'included in the foreign key constraint'
                         when has_distribution_column and key.confupdtype in ('n', 'd', 'c')
                         then 'SET NULL, SET DEFAULT or CASCADE is not supported in ON UPDATE operation when distribution '
                              'key included in the foreign constraint.' end;
begin
    if refused is not null then
        raise exception 'cannot create foreign key constraint' using errcode = 'feature_not_supported', detail = refused;
    elsif 'd' in (key.confdeltype, key.confupdtype) and exists (
            select from unnest(key.conkey) as number where embedded.takes_numbers(key.conrelid, number)) then
        raise exception 'cannot create foreign key constraint since Citus does not support ON DELETE / UPDATE SET DEFAULT '
            'actions on the columns that default to sequences' using errcode = 'XX000';
    end if;
end
$$;

-- On every distributed table: an AFTER trigger of statements that may take a parent away from rows of local tables.
create function embedded.guard_local_references(relation regclass) returns void
language sql as $$
    select embedded.create_guard(relation, 'keep_parents', 'after delete or update', '', 'check_local_references');
$$;

create function embedded.check_local_references() returns trigger
language plpgsql as $$
declare
    key    pg_constraint;
    orphan boolean;
begin
    for key in select c.* from pg_constraint c
                where c.confrelid = tg_relid and c.contype = 'f' and c.conparentid = 0
                  and not exists (select from pg_dist_partition where logicalrelid = c.conrelid) loop
        execute embedded.orphan_query(key) into orphan;
        if orphan then
            raise exception 'update or delete on table "%" violates foreign key constraint "%" on table "%"',
                tg_table_name, key.conname, embedded.plain_name(key.conrelid)
                using errcode = 'foreign_key_violation',
                      hint = 'A distributed table''s rows stay while a local table refers to them, whatever ON DELETE says. '
                             'Distribute the local table too, or delete its rows first.';
        end if;
    end loop;
    return null;
end
$$;

create function embedded.orphan_query(key pg_constraint) returns text
language sql stable
return (select format('select exists (select from only %s c where %s and not exists (select from %s p where %s))',
                      embedded.qualified_name(key.conrelid),
                      string_agg(format('c.%I is not null', c.attname), ' and '), embedded.qualified_name(key.confrelid),
                      string_agg(format('p.%I = c.%I', p.attname, c.attname), ' and '))
          from unnest(key.conkey, key.confkey) as k(child, parent)
          join pg_attribute c on c.attrelid = key.conrelid and c.attnum = k.child
          join pg_attribute p on p.attrelid = key.confrelid and p.attnum = k.parent);

reset check_function_bodies;
