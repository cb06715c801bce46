-- 21. CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY.
--
-- PostgreSQL does neither on a table with partitions, and neither within a transaction, in which all work on shards is
-- done. But on a temporary table, which nobody else sees, it does both as if CONCURRENTLY were not there; and names are
-- looked up among temporary tables first. So before such a statement every distributed table that the search path shows
-- gets a temporary stand-in of its name, with indexes of the same names. What happened to the indexes of a stand-in is
-- then done to those of the table. The stand-ins go when the transaction ends, and if the statement is about an ordinary
-- table, that is the first thing it does. A name with its schema before it finds no stand-in: PostgreSQL refuses it.
--
-- What Citus does instead: it runs the statement on every shard, outside of a transaction; writes go on meanwhile.

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

-- An index of an ordinary table is dropped concurrently only if nothing was written before, not even a stand-in. So it is
-- tried on a connection of its own, with stand-ins, whether one of them would be altered; that is always taken back.
create function embedded.alters_stand_in(statement text) returns boolean
language plpgsql as $$
begin
    perform embedded.dblink_connect('trial', embedded.conninfo(nodename, nodeport)) from pg_dist_node where groupid = 0;
    perform embedded.dblink_exec('trial', format('set embedded.trial = on; set search_path = %s',
                                                 current_setting('search_path')));
    perform embedded.dblink_exec('trial', statement);
    raise exception 'the trial did not end itself' using errcode = 'SLR01';
exception when others then
    perform embedded.dblink_disconnect('trial');
    return sqlstate = 'SLR02';
end
$$;

create function embedded.is_trial() returns boolean
language sql stable
return coalesce(current_setting('embedded.trial', true), '') = 'on';

-- A transaction that has a number drops no index concurrently but a stand-in's.
create function embedded.end_trial_without_harm() returns void
language plpgsql as $$
begin
    if embedded.is_trial() then
        perform pg_current_xact_id();
    end if;
end
$$;

create function embedded.needs_stand_ins(statement text, tag text) returns boolean
language sql as $$
    select embedded.is_concurrent(statement)
           and (tag = 'CREATE INDEX' or embedded.is_trial() or embedded.alters_stand_in(statement));
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

create function embedded.indexes_of(relation oid) returns table (name name, index oid, is_unique boolean)
language sql stable as $$
    select c.relname, i.indexrelid, i.indisunique from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = indexes_of.relation;
$$;

create function embedded.follow_stand_in(stand_in oid, relation regclass) returns void
language plpgsql as $$
declare
    change record;
begin
    for change in select coalesce(s.name, t.name) as name, s.index as new, s.is_unique, t.index as old
                    from embedded.indexes_of(stand_in) s
                    full join embedded.indexes_of(relation) t on t.name = s.name
                   where s.index is null or t.index is null loop
        if embedded.is_trial() then
            raise exception 'the trial is over' using errcode = 'SLR02';
        end if;
        execute format('lock table only %s in access exclusive mode', embedded.qualified_name(relation));
        perform embedded.hide_partitions(array[relation]);
        execute case when change.new is null then format('drop index %s', embedded.qualified_name(change.old))
                     else format('create %sindex %I on %s %s', case when change.is_unique then 'unique ' end, change.name,
                                 embedded.qualified_name(relation), embedded.index_definition(change.new)) end;
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
