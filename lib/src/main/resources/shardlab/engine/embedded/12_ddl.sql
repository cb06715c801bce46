-- 12. DDL: what happens to a table happens to its shards.
--
-- Event triggers look at the coordinator's catalog after every DDL statement and compare it with what the shards were
-- given: new columns, constraints and indexes are created on every shard, dropped ones are dropped, a table that was
-- renamed has its shards renamed. All in the same transaction, so that a shard that refuses takes everything back.
--
--   ddl_command_start   finds out which tables get a key, and hides their partitions (see 18_hiding.sql)
--   table_rewrite       notices that values are computed anew, which the catalog does not show (see 20_rewrite.sql)
--   sql_drop            drops the shards of dropped tables, and dropped types and schemas, on the workers
--   ddl_command_end     carries everything else on
--
-- Roles, rights, functions, extensions and views are not carried on.
--
-- What Citus does instead: it takes the parsed statement itself, rewrites it for each shard, and sends it there.

-- Only the coordinator has shards to look after, and not while this SQL itself is at work on them.
create function embedded.carries_on() returns boolean
language sql stable
return citus_is_coordinator() and coalesce(current_setting('embedded.converting', true), '') = '';

-- Whoever is no superuser declares no keys of distributed tables: a statement is run beforehand in its author's name, and
-- nobody but a superuser may hide partitions. What follows a statement is done in the name of this SQL's owner.
create function embedded.before_ddl() returns event_trigger
language plpgsql as $$
declare
    context   text;
    statement text;
begin
    if not current_setting('is_superuser')::boolean then
        perform set_config('embedded.is_known', 'false', true);
    elsif embedded.carries_on() then
        perform embedded.end_trial_without_harm();
        get diagnostics context = pg_context;
        statement := embedded.current_statement(tg_tag, context);
        perform embedded.remember_statement(statement);
        if statement is null or not exists (select from pg_dist_partition) then
            return;
        elsif tg_tag in ('CREATE INDEX', 'DROP INDEX') and embedded.needs_stand_ins(statement, tg_tag) then
            perform embedded.create_temporary_stand_ins();
        elsif tg_tag <> 'DROP INDEX' then
            perform embedded.hide_for(statement, tg_tag);
            perform embedded.look_for_rewrite(statement, tg_tag);
        end if;
    end if;
end
$$;

create function embedded.after_ddl() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    hidden oid[];
begin
    if not embedded.carries_on() then
        return;
    end if;
    perform set_config('embedded.converting', 'on', true);
    hidden := embedded.hidden_tables();
    perform embedded.align_partitions(relation) from unnest(hidden) as relation;
    perform embedded.show_partitions(hidden);
    perform embedded.follow_stand_ins();
    if tg_tag = 'CREATE SCHEMA' then
        perform embedded.run_on_workers('create schema if not exists ' || object_identity)
           from pg_event_trigger_ddl_commands() where object_type = 'schema' and objid <> pg_my_temp_schema();
    elsif tg_tag = 'ALTER SCHEMA' then
        perform embedded.carry_on_schema_name(objid) from pg_event_trigger_ddl_commands() where object_type = 'schema';
    elsif tg_tag in ('ALTER TYPE', 'ALTER DOMAIN') then
        perform embedded.carry_on_type(objid) from pg_event_trigger_ddl_commands();
    end if;
    if tg_tag = 'ALTER TABLE' then
        perform embedded.refuse_unread(logicalrelid) from pg_dist_partition
          where logicalrelid in (select embedded.table_of(classid, objid) from pg_event_trigger_ddl_commands());
    end if;
    if tg_tag in ('ALTER TABLE', 'CREATE TABLE', 'ALTER INDEX', 'CREATE INDEX') then
        perform embedded.carry_on(logicalrelid) from pg_dist_partition
          where logicalrelid in (select embedded.table_of(classid, objid) from pg_event_trigger_ddl_commands());
    elsif tg_tag = 'ALTER SCHEMA' then
        perform embedded.carry_on(logicalrelid) from pg_dist_partition order by logicalrelid;
    end if;
    if tg_tag = 'ALTER TABLE' or starts_with(tg_tag, 'DROP ') then
        perform embedded.carry_on(relation) from embedded.bereft_tables() relation;
    end if;
    perform embedded.remember_statement(null);
    perform set_config('embedded.converting', '', true);
end
$$;

-- Tables without something that their shards have: a DROP, of whatever it was, took it away by CASCADE. No other table is
-- looked at, since another session may have it locked.
create function embedded.bereft_tables() returns setof regclass
language sql stable as $$
    select o.relation from embedded.shard_object o
     where not exists (select from pg_constraint c
                        where c.conrelid = o.relation and (o.kind, o.name) = ('constraint', c.conname))
       and not exists (select from pg_index i join pg_class x on x.oid = i.indexrelid
                        where i.indrelid = o.relation and (o.kind, o.name) = ('index', x.relname))
    union
    select k.relation from embedded.shard_column k join pg_attribute a on (a.attrelid, a.attnum) = (k.relation, k.attnum)
     where a.attisdropped or k.expression is not null and not a.atthasdef
     order by 1;
$$;

-- The table that a statement changed, when what it names is the table itself, an index or a constraint.
create function embedded.table_of(class oid, object oid) returns regclass
language sql stable as $$
    select case when class = 'pg_constraint'::regclass then (select conrelid from pg_constraint where oid = object)
                else coalesce((select indrelid from pg_index where indexrelid = object), object) end::regclass;
$$;

create function embedded.after_drop() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    relation oid;
    schema   text;
begin
    if not embedded.carries_on() then
        return;
    end if;
    if exists (select from pg_event_trigger_dropped_objects() where original and object_type in ('table', 'foreign table')
                                                                   and schema_name = 'embedded_shards') then
        raise exception 'a shard cannot be dropped by itself' using errcode = 'dependent_objects_still_exist',
            hint = 'Drop the distributed table, or make it an ordinary one by undistribute_table.';
    end if;
    perform set_config('embedded.converting', 'on', true);
    for relation in select p.logicalrelid from pg_dist_partition p
                      join pg_event_trigger_dropped_objects() d on d.objid = p.logicalrelid
                     where d.classid = 'pg_class'::regclass and d.objsubid = 0 order by p.logicalrelid loop
        perform embedded.drop_shards(relation);
    end loop;
    perform embedded.drop_type(objid) from pg_event_trigger_dropped_objects() where classid = 'pg_type'::regclass;
    for schema in select object_identity from pg_event_trigger_dropped_objects()
                   where object_type = 'schema' and not is_temporary loop
        perform embedded.run_on_workers(format('drop schema if exists %s cascade', schema));
    end loop;
    perform set_config('embedded.converting', '', true);
end
$$;

-- Brings the shards of one table up to what the coordinator's table is now.
create function embedded.carry_on(relation regclass) returns void
language plpgsql as $$
declare
    columns_changed boolean;
begin
    perform embedded.refuse_line_breaks(relation);
    perform embedded.carry_on_names(relation);
    perform embedded.carry_on_object_names(relation);
    perform embedded.refuse_changes(relation);
    perform embedded.refuse_fewer_partitions(relation);
    perform embedded.check_new_foreign_keys(relation);
    if embedded.is_rewritten(relation) then
        perform embedded.repeat_on_shards(relation);
        columns_changed := embedded.note_columns(relation);
    else
        columns_changed := embedded.carry_on_columns(relation);
    end if;
    perform embedded.carry_on_objects(relation, columns_changed);
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

-- Where columns changed, the workers have changed the definitions of their constraints and indexes already.
create function embedded.carry_on_objects(relation regclass, columns_changed boolean) returns void
language plpgsql as $$
declare
    gone  embedded.shard_object[] := (
        select array_agg(o) from embedded.shard_object o
         where o.relation = carry_on_objects.relation::oid
           and not exists (select from embedded.objects_of(carry_on_objects.relation) n
                            where (n.kind, n.name) = (o.kind, o.name)
                              and (columns_changed or embedded.same(n, o))));
    come  embedded.shard_object[] := (
        select array_agg(n order by n.kind = 'index', n.target <> 0, n.name) from embedded.objects_of(relation) n
         where not exists (select from embedded.shard_object o
                            where (o.relation, o.kind, o.name) = (n.relation, n.kind, n.name)
                              and (columns_changed or embedded.same(n, o))));
    validated embedded.shard_object[] := (
        select array_agg(n) from embedded.objects_of(relation) n join embedded.shard_object o using (relation, kind, name)
         where n.is_valid and not o.is_valid);
begin
    if gone is null and come is null and validated is null and not columns_changed then
        return;
    end if;
    perform embedded.run_on_shards(relation, $sql$array(
        select embedded.drop_statement(o, shard.shardid) from unnest($1[1]::embedded.shard_object[]) o)
        || array(select embedded.create_statement(o, shard.shardid) from unnest($1[2]::embedded.shard_object[]) o)
        || array(select embedded.validate_statement(o, shard.shardid) from unnest($1[3]::embedded.shard_object[]) o)$sql$,
        gone::text, come::text, validated::text);
    delete from embedded.shard_object o where o.relation = carry_on_objects.relation;
    insert into embedded.shard_object select * from embedded.objects_of(relation);
end
$$;

create function embedded.same(one embedded.shard_object, other embedded.shard_object) returns boolean
language sql immutable
return (one.definition, one.target, one.reference) = (other.definition, other.target, other.reference);

create function embedded.validate_statement(o embedded.shard_object, shardid bigint) returns text
language sql stable
return case when not embedded.enforces_itself(o) then
           format('alter table %s validate constraint %I', shard_name(o.relation, shardid, false),
                  embedded.with_shard_id(o.name, shardid)) end;
