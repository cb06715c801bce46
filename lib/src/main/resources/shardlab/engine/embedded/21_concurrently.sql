-- 21. CREATE INDEX CONCURRENTLY.
--
-- PostgreSQL builds no index concurrently on a table with partitions, and none within a transaction, in which all work on
-- shards is done. But on a temporary table, which nobody else sees, it builds it as if CONCURRENTLY were not there; and
-- names are looked up among temporary tables first. So before such a statement every distributed table that the search
-- path shows gets a temporary stand-in of its name, with indexes of the same names. An index that a stand-in then has is
-- created on the table itself. The stand-ins go when the transaction ends, and if the statement is about an ordinary
-- table, that is the first thing it does. A name with its schema before it finds no stand-in: PostgreSQL refuses it.
--
-- What Citus does instead: it builds the index on every shard, outside of a transaction; writes go on meanwhile.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- CONCURRENTLY is known by what PostgreSQL says when it meets it in a function.
create function embedded.is_concurrent(statement text) returns boolean
language plpgsql as $$
begin
    perform set_config('embedded.converting', 'first rehearsal', true);
    perform set_config('client_min_messages', 'error', true);
    perform set_config('default_tablespace', 'pg_global', true);
    execute statement;
    raise exception 'the rehearsal is over' using errcode = 'SLR01';
exception
    when active_sql_transaction then
        return true;
    when others then
        return false;
end
$$;

-- Leaves {"oid of the stand-in": oid of the table, …} in a setting of the transaction.
create function embedded.create_temporary_stand_ins() returns void
language plpgsql set client_min_messages = error as $$
declare
    relation  regclass;
    index     oid;
    stand_ins jsonb := '{}';
begin
    perform set_config('embedded.converting', 'on', true);
    for relation in select p.logicalrelid from pg_dist_partition p
                     where p.partmethod = 'h' and pg_table_is_visible(p.logicalrelid) order by p.logicalrelid loop
        execute format('create temporary table %I (like %s) on commit drop',
                       embedded.plain_name(relation), embedded.qualified_name(relation));
        for index in select indexrelid from pg_index where indrelid = relation loop
            execute format('create index %I on pg_temp.%I ((1))', embedded.plain_name(index), embedded.plain_name(relation));
        end loop;
        stand_ins := stand_ins || jsonb_build_object(
            (select oid from pg_class where relnamespace = pg_my_temp_schema() and relname = embedded.plain_name(relation)),
            relation::oid);
    end loop;
    perform set_config('embedded.stand_ins', stand_ins::text, true);
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.stand_ins() returns jsonb
language sql stable
return coalesce(nullif(current_setting('embedded.stand_ins', true), ''), '{}')::jsonb;

create function embedded.follow_stand_in(stand_in oid, relation regclass) returns void
language plpgsql as $$
declare
    index record;
begin
    for index in select c.oid, c.relname, i.indisunique from pg_index i join pg_class c on c.oid = i.indexrelid
                  where i.indrelid = stand_in
                    and c.relname not in (select embedded.plain_name(indexrelid) from pg_index
                                           where indrelid = relation) loop
        execute format('lock table only %s in share row exclusive mode', embedded.qualified_name(relation));
        perform embedded.hide_partitions(array[relation]);
        execute format('create %sindex %I on %s %s', case when index.indisunique then 'unique ' end, index.relname,
                       embedded.qualified_name(relation), embedded.index_definition(index.oid));
        perform embedded.show_partitions(array[relation]);
        perform embedded.carry_on(relation);
    end loop;
end
$$;

create function embedded.follow_stand_ins() returns void
language plpgsql as $$
declare
    pair record;
begin
    for pair in select key::oid as stand_in, value::oid as relation from jsonb_each_text(embedded.stand_ins()) loop
        if exists (select from pg_class where oid = pair.stand_in) then
            perform embedded.follow_stand_in(pair.stand_in, pair.relation);
            execute format('drop table %s', embedded.qualified_name(pair.stand_in));
        end if;
    end loop;
    perform set_config('embedded.stand_ins', '', true);
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
