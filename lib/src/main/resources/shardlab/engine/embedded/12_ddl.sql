-- 12. DDL: what happens to a table happens to its shards.
--
-- Event triggers look at the coordinator's catalog after every DDL statement and compare it with what the shards were
-- given: new columns, constraints and indexes are created on every shard, dropped ones are dropped, a table that was
-- renamed has its shards renamed. All in the same transaction, so that a shard that refuses takes everything back.
--
--   ddl_command_start   hides partitions from a statement that declares a unique or foreign key (see 06_shards.sql)
--   sql_drop            drops the shards of dropped tables, and dropped schemas, on the workers
--   ddl_command_end     carries everything else on
--
-- Roles, rights, functions, extensions and views are not carried on; neither are changes of storage or statistics.
--
-- What Citus does instead: it takes the parsed statement itself, rewrites it for each shard, and sends it there.

-- Only the coordinator has shards to look after, and not while this SQL itself is at work on them.
create function embedded.carries_on() returns boolean
language sql stable
return citus_is_coordinator() and coalesce(current_setting('embedded.converting', true), '') = '';

create function embedded.before_ddl() returns event_trigger
language plpgsql as $$
begin
    if embedded.carries_on() and current_query() ~* '\m(unique|primary\s+key|foreign\s+key|references|exclude)\M'
       and exists (select from pg_dist_partition where partmethod = 'h') then
        perform embedded.hide_partitions();
    end if;
end
$$;

create function embedded.after_ddl() returns event_trigger
language plpgsql as $$
begin
    if not embedded.carries_on() then
        return;
    end if;
    perform set_config('embedded.converting', 'on', true);
    if exists (select from embedded.hidden_partition) then
        perform embedded.show_partitions();
    end if;
    if tg_tag = 'CREATE SCHEMA' then
        perform embedded.run_on_workers('create schema if not exists ' || object_identity)
           from pg_event_trigger_ddl_commands() where object_identity !~ '^pg_temp';
    elsif tg_tag = 'ALTER SCHEMA' then
        perform embedded.carry_on_schema_name(objid) from pg_event_trigger_ddl_commands();
    end if;
    if tg_tag ~ '^(ALTER|CREATE) (TABLE|INDEX)$' then
        perform embedded.carry_on(logicalrelid) from pg_dist_partition
          where logicalrelid in (select embedded.table_of(classid, objid) from pg_event_trigger_ddl_commands());
    elsif tg_tag ~ '^(ALTER SCHEMA|DROP (TABLE|INDEX|SCHEMA))$' then
        perform embedded.carry_on(logicalrelid) from pg_dist_partition order by logicalrelid;
    end if;
    perform set_config('embedded.converting', '', true);
end
$$;

-- The table that a statement changed, when what it names is the table itself, an index or a constraint.
create function embedded.table_of(class oid, object oid) returns regclass
language sql stable as $$
    select case when class = 'pg_constraint'::regclass then (select conrelid from pg_constraint where oid = object)
                else coalesce((select indrelid from pg_index where indexrelid = object), object) end::regclass;
$$;

create function embedded.after_drop() returns event_trigger
language plpgsql as $$
declare
    relation oid;
    schema   text;
begin
    if not embedded.carries_on() then
        return;
    end if;
    perform set_config('embedded.converting', 'on', true);
    for relation in select p.logicalrelid from pg_dist_partition p
                      join pg_event_trigger_dropped_objects() d on d.objid = p.logicalrelid
                     where d.classid = 'pg_class'::regclass and d.objsubid = 0 order by p.logicalrelid loop
        perform embedded.drop_shards(relation);
    end loop;
    perform embedded.run_on_workers(format('drop type if exists %s cascade', object_identity))
       from pg_event_trigger_dropped_objects() where object_type in ('type', 'domain') and original and not is_temporary;
    for schema in select object_identity from pg_event_trigger_dropped_objects()
                   where object_type = 'schema' and not is_temporary loop
        perform embedded.run_on_workers(format('drop schema if exists %s cascade', schema));
    end loop;
    perform set_config('embedded.converting', '', true);
end
$$;

-- A schema was renamed: its tables' shards know it by the old name.
create function embedded.carry_on_schema_name(namespace oid) returns void
language plpgsql as $$
declare
    new_name name := (select nspname from pg_namespace where oid = namespace);
    old_name name := (select min(schema_name) from embedded.shard_table t join pg_class c on c.oid = t.relation
                       where c.relnamespace = namespace and t.schema_name <> new_name);
begin
    if old_name is not null then
        perform embedded.run_on_workers(format('alter schema %I rename to %I', old_name, new_name));
        update embedded.shard_table t set schema_name = new_name where schema_name = old_name;
        perform embedded.point_to_shards(t.relation, t.table_name, new_name, t.table_name)
           from embedded.shard_table t where schema_name = new_name;
    end if;
end
$$;

-- Brings the shards of one table up to what the coordinator's table is now.
create function embedded.carry_on(relation regclass) returns void
language plpgsql as $$
declare
    columns_changed boolean;
begin
    perform embedded.carry_on_names(relation);
    perform embedded.carry_on_object_names(relation);
    columns_changed := embedded.carry_on_columns(relation);
    perform embedded.check_new_foreign_keys(relation);
    perform embedded.carry_on_objects(relation, columns_changed);
end
$$;

create function embedded.carry_on_names(relation regclass) returns void
language plpgsql as $$
declare
    was  embedded.shard_table := (select t from embedded.shard_table t where t.relation = carry_on_names.relation);
    now  record;
begin
    select n.nspname as schema, c.relname as name into now
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
    if (was.schema_name, was.table_name) = (now.schema, now.name) then
        return;
    end if;
    perform embedded.run_on_workers(format('create schema if not exists %I', now.schema));
    perform embedded.run_on_shards(relation, format($sql$array[
        case when %2$L <> %4$L then format('alter table %%I.%%I rename to %%I', %1$L,
            embedded.with_shard_id(%2$L, shardid), embedded.with_shard_id(%4$L, shardid)) end,
        case when %1$L <> %3$L then format('alter table %%I.%%I set schema %%I', %1$L,
            embedded.with_shard_id(%4$L, shardid), %3$L) end]$sql$,
        was.schema_name, was.table_name, now.schema, now.name));
    perform embedded.point_to_shards(relation, was.table_name, now.schema, now.name);
    update embedded.shard_table t set schema_name = now.schema, table_name = now.name
     where t.relation = carry_on_names.relation;
end
$$;

-- The foreign tables of a table's shards, or of its copies, get to know the shards' new names.
create function embedded.point_to_shards(relation oid, old_table name, new_schema name, new_table name) returns void
language plpgsql as $$
declare
    part record;
begin
    for part in select c.oid, s.shardid, p.partmethod from pg_dist_shard s
                  join pg_dist_partition p using (logicalrelid)
                  join pg_class c on c.relnamespace = 'embedded_shards'::regnamespace
                   and (c.relname = embedded.with_shard_id(old_table, s.shardid)
                        or starts_with(c.relname, s.shardid || '_'))
                 where s.logicalrelid::oid = relation and c.relkind = 'f' loop
        execute format('alter foreign table %s options (set schema_name %L, set table_name %L)',
            embedded.qualified_name(part.oid), new_schema, embedded.with_shard_id(new_table, part.shardid));
        if part.partmethod = 'h' and new_table <> old_table then
            execute format('alter foreign table %s rename to %I', embedded.qualified_name(part.oid),
                           embedded.with_shard_id(new_table, part.shardid));
        end if;
    end loop;
end
$$;

-- One clause of ALTER TABLE for each difference between two sets of columns.
create function embedded.column_changes(relation regclass) returns text[]
language sql stable as $$
    select array_agg(clause order by step, attnum) from (
        select o.attnum, d.*
          from (select * from embedded.shard_column c where c.relation = column_changes.relation) o
          full join embedded.columns_of(column_changes.relation) n on n.attnum = o.attnum
         cross join lateral (values
            (1, case when n.attnum is null then format('drop column %I cascade', o.name) end),
            (2, case when n.name <> o.name then format('rename column %I to %I', o.name, n.name) end),
            (3, case when n.type <> o.type then format('alter column %I type %s', n.name, n.type) end),
            (4, case when n.is_not_null <> o.is_not_null then
                    format('alter column %I %s not null', n.name, case when n.is_not_null then 'set' else 'drop' end) end),
            (5, case when o.attnum is not null and n.attnum is not null and n.generated = ''
                          and n.expression is distinct from o.expression then
                    format('alter column %I %s', n.name, coalesce('set default ' || n.expression, 'drop default')) end),
            (6, case when o.attnum is null then 'add column ' || embedded.column_definition(n) end))
            as d(step, clause)) changes
     where clause is not null;
$$;

create function embedded.carry_on_columns(relation regclass) returns boolean
language plpgsql as $$
declare
    changes text[] := embedded.column_changes(relation);
    worker  integer;
begin
    if changes is null then
        return false;
    end if;
    perform embedded.run_on_shards(relation, format($sql$array(
        select format('alter table %%s %%s', shard_name(logicalrelid, shardid, false), clause)
          from unnest(%L::text[]) with ordinality as u(clause, i) order by i)$sql$, changes));
    delete from embedded.shard_column c where c.relation = carry_on_columns.relation;
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

create function embedded.check_new_foreign_keys(relation regclass) returns void
language plpgsql as $$
declare
    partition pg_dist_partition := (select p from pg_dist_partition p where logicalrelid = relation);
    key       pg_constraint;
begin
    for key in select * from pg_constraint c
                where conrelid = relation and contype = 'f' and conparentid = 0
                  and not exists (select from embedded.shard_object o
                                   where o.relation = c.conrelid and o.name = c.conname) loop
        if partition.partmethod = 'h' then
            perform embedded.check_foreign_key(key, embedded.distribution_attnum(partition.partkey), partition.colocationid);
        else
            perform embedded.check_reference_keys(relation);
        end if;
    end loop;
end
$$;

-- An object that is gone while another came with the same definition has been renamed.
create function embedded.carry_on_object_names(relation regclass) returns void
language plpgsql as $$
declare
    renamed record;
begin
    for renamed in
        select o, n.name as new_name from embedded.shard_object o
          join embedded.objects_of(carry_on_object_names.relation) n using (kind, definition, target)
         where o.relation = carry_on_object_names.relation::oid
           and not exists (select from embedded.objects_of(carry_on_object_names.relation) k
                            where (k.kind, k.name) = (o.kind, o.name))
           and not exists (select from embedded.shard_object k
                            where (k.relation, k.kind, k.name) = (o.relation, n.kind, n.name)) loop
        perform embedded.run_on_shards(relation, format(
            $sql$array[embedded.rename_statement(%L::embedded.shard_object, %L, shardid)]$sql$,
            renamed.o, renamed.new_name));
        update embedded.shard_object u set name = renamed.new_name
         where (u.relation, u.kind, u.name) = ((renamed.o).relation, (renamed.o).kind, (renamed.o).name);
    end loop;
end
$$;

-- Where columns changed, the workers have changed the definitions of their constraints and indexes already.
create function embedded.carry_on_objects(relation regclass, columns_changed boolean) returns void
language plpgsql as $$
declare
    gone  embedded.shard_object[] := (
        select array_agg(o) from embedded.shard_object o
         where o.relation = carry_on_objects.relation::oid
           and not exists (select from embedded.objects_of(carry_on_objects.relation) n
                            where (n.kind, n.name) = (o.kind, o.name)
                              and (columns_changed or n.definition = o.definition)));
    come  embedded.shard_object[] := (
        select array_agg(n order by n.kind = 'index', n.target <> 0, n.name) from embedded.objects_of(relation) n
         where not exists (select from embedded.shard_object o
                            where (o.relation, o.kind, o.name) = (n.relation, n.kind, n.name)
                              and (columns_changed or n.definition = o.definition)));
begin
    if gone is null and come is null and not columns_changed then
        return;
    end if;
    perform embedded.run_on_shards(relation, format($sql$
        (select array_agg(embedded.drop_statement(o, shard.shardid))
           from unnest(%L::embedded.shard_object[]) o)$sql$, gone));
    perform embedded.run_on_shards(relation, format($sql$
        (select array_agg(embedded.create_statement(o, shard.shardid))
           from unnest(%L::embedded.shard_object[]) o)$sql$, come));
    delete from embedded.shard_object o where o.relation = carry_on_objects.relation;
    insert into embedded.shard_object select * from embedded.objects_of(relation);
end
$$;

create event trigger embedded_before_ddl on ddl_command_start
    when tag in ('CREATE TABLE', 'ALTER TABLE', 'CREATE INDEX') execute function embedded.before_ddl();
create event trigger embedded_after_ddl on ddl_command_end execute function embedded.after_ddl();
create event trigger embedded_after_drop on sql_drop execute function embedded.after_drop();
