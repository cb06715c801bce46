-- 20. Rewriting: ALTER COLUMN … TYPE … USING.
--
-- The expression after USING is stored nowhere: when the statement is over, the catalog shows the new type at most. So the
-- shards are altered by the statement itself, word for word. On its worker, each shard gets the name of the table for that
-- moment, and the statement is run there under the search path that it was written for.
--
-- Whether a statement computes values anew, PostgreSQL tells by its event table_rewrite. It has nothing to rewrite in a
-- table with partitions, so an ordinary table with the same columns, constraints and indexes takes the table's place while
-- the statement is rehearsed.
--
-- What Citus does instead: it has the parse tree, and sends the statement with the shard's name in it.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- Settings of the transaction: the statement that runs, whether it could be found out, its search path, the tables whose
-- columns it computes anew, those of which nobody knows, and those whose new columns differ from row to row.
create function embedded.remember_statement(statement text) returns void
language sql as $$
    select set_config('embedded.statement', coalesce(statement, ''), true),
           set_config('embedded.is_known', (statement is not null)::text, true),
           set_config('embedded.path', current_setting('search_path'), true),
           set_config('embedded.rewritten', '{}', true), set_config('embedded.unclear', '{}', true),
           set_config('embedded.filled', '{}', true);
$$;

create function embedded.is_among(relation oid, setting text) returns boolean
language sql stable
return relation = any (coalesce(nullif(current_setting(setting, true), ''), '{}')::oid[]);

create function embedded.is_rewritten(relation oid) returns boolean
language sql stable
return embedded.is_among(relation, 'embedded.rewritten');

create function embedded.is_filled(relation oid) returns boolean
language sql stable
return embedded.is_among(relation, 'embedded.filled');

create function embedded.add_to(setting text, relation oid) returns void
language sql as $$
    select set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '{}')::oid[] || relation)::text, true);
$$;

-- 4 is the bit for columns that get another type or other values by USING, 2 that for new ones that are computed.
create function embedded.on_rewrite() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    columns boolean := pg_event_trigger_table_rewrite_reason() & 4 <> 0;
    filled  boolean := pg_event_trigger_table_rewrite_reason() & 2 <> 0;
begin
    if current_setting('embedded.converting', true) = 'first rehearsal' then
        raise exception 'the rehearsal is over' using errcode = 'SLR01';
    elsif current_setting('embedded.converting', true) = 'rehearsal of a stand-in' then
        raise exception 'the rehearsal is over' using errcode = case when columns then 'SLR02' else 'SLR01' end;
    elsif embedded.carries_on() then
        perform case when columns then embedded.add_to('embedded.rewritten', pg_event_trigger_table_rewrite_oid()) end,
                case when filled then embedded.add_to('embedded.filled', pg_event_trigger_table_rewrite_oid()) end;
    end if;
end
$$;

-- PostgreSQL refuses USING where it sees foreign partitions, so only hidden tables are looked at: usually one or none.
create function embedded.look_for_rewrite(statement text, tag text) returns void
language plpgsql as $$
declare
    relation  oid;
    rewrites  boolean;
    rewritten oid[] := '{}';
    unclear   oid[] := '{}';
begin
    if tag <> 'ALTER TABLE' then
        return;
    end if;
    foreach relation in array embedded.hidden_tables() loop
        continue when embedded.strongest_lock(relation) <> 'access exclusive';
        rewrites := embedded.rehearse_on_stand_in(statement, relation);
        rewritten := case when rewrites then rewritten || relation else rewritten end;
        unclear := case when rewrites is null then unclear || relation else unclear end;
    end loop;
    perform set_config('embedded.rewritten', rewritten::text, true);
    perform set_config('embedded.unclear', unclear::text, true);
end
$$;

-- True if the statement computes values of the table's columns anew, null if it cannot be run on a stand-in.
create function embedded.rehearse_on_stand_in(statement text, relation oid) returns boolean
language plpgsql as $$
begin
    perform set_config('embedded.converting', 'rehearsal of a stand-in', true);
    perform set_config('client_min_messages', 'error', true);
    perform set_config('lock_timeout', '1s', true);
    perform embedded.hide_what_is_free();
    perform embedded.create_stand_in_for(relation);
    execute statement;
    raise exception 'the rehearsal is over' using errcode = 'SLR01';
exception
    when sqlstate 'SLR01' then
        return false;
    when sqlstate 'SLR02' then
        return true;
    when others then
        return null;
end
$$;

create function embedded.create_stand_in_for(relation oid) returns void
language plpgsql as $$
declare
    name    text := embedded.qualified_name(relation);
    objects embedded.shard_object[] := array(
        select o from embedded.objects_of(create_stand_in_for.relation) o
          left join pg_constraint c on o.kind = 'constraint' and (c.conrelid, c.conname) = (o.relation, o.name)
         where c.contype is distinct from 'c' order by o.kind, o.target <> 0, o.name);
    object  embedded.shard_object;
begin
    execute format('alter table %s set schema embedded_shards', name);
    execute format('create table %s (like %s including all excluding indexes)', name, embedded.qualified_name(relation));
    foreach object in array objects loop
        execute case object.kind
            when 'index' then format('create %sindex %I on %s %s', case when object.is_unique then 'unique ' end,
                                     object.name, name, object.definition)
            else format('alter table %s add constraint %I %s%s', name, object.name, object.definition,
                        ' references ' || embedded.qualified_name(object.target) || object.reference) end;
    end loop;
end
$$;

-- A statement of which only the coordinator's part is known is refused before a shard has seen anything of it.
create function embedded.refuse_unread(relation regclass) returns void
language plpgsql as $$
declare
    is_known boolean := current_setting('embedded.is_known', true);
    unclear  boolean := embedded.is_among(relation, 'embedded.unclear');
    types_changed boolean := exists (
        select from embedded.columns_of(refuse_unread.relation) n join embedded.shard_column o using (relation, attnum)
         where n.type <> o.type);
begin
    if embedded.is_rewritten(relation) and not is_known
       or unclear and (types_changed or embedded.column_changes(relation) is null) then
        raise exception 'the embedded engine cannot read this ALTER TABLE of "%"', embedded.plain_name(relation)
            using errcode = 'feature_not_supported',
                  detail = 'It is part of a function or of a text from which its own words cannot be taken.',
                  hint = 'Run it as a statement of its own, or by EXECUTE in PL/pgSQL.';
    elsif embedded.is_rewritten(relation) and exists (
            select from (select * from embedded.shard_object o where o.relation = refuse_unread.relation) o
              full join embedded.objects_of(refuse_unread.relation) n using (kind, name)
             where o.relation is null or n.relation is null) then
        raise exception 'the embedded engine does not change constraints and the values of columns in one statement'
            using errcode = 'feature_not_supported', hint = 'You can issue each subcommand separately.';
    end if;
end
$$;

-- On every shard of a table, the statement that has just altered the table.
create function embedded.repeat_on_shards(relation regclass) returns void
language plpgsql as $$
begin
    perform embedded.run_on_shards(relation, $sql$array[
        format('select embedded.repeat_statement(%L, %L, %L, %L, %L)', $1[1], embedded.with_shard_id($1[2], shardid),
               $1[2], $1[3], $1[4])]$sql$,
        (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation),
        embedded.plain_name(relation), current_setting('embedded.path'), current_setting('embedded.statement'));
end
$$;

-- On a worker.
create function embedded.repeat_statement(schema name, shard name, table_name name, path text, statement text) returns void
language plpgsql as $$
declare
    old_path text := current_setting('search_path');
begin
    execute format('alter table %I.%I rename to %I', schema, shard, table_name);
    perform set_config('search_path', path, true);
    execute statement;
    perform set_config('search_path', old_path, true);
    execute format('alter table %I.%I rename to %I', schema, table_name, shard);
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
