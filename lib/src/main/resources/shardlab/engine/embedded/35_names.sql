-- 35. Names: what is renamed, or gets another schema, has its shards follow.
--
-- The coordinator's catalog knows only the names of now; embedded.shard_table and embedded.shard_object have those that the
-- shards' names were made of.
--
-- What Citus does instead: it sends the statement to the shards, with their names in it.

set check_function_bodies = off;

-- A schema was renamed: its tables' shards know it by the old name.
create function embedded.carry_on_schema_name(namespace oid) returns void
language plpgsql as $$
declare
    new_name name := (select nspname from pg_namespace where oid = namespace);
    old_name name := (select min(known.schema_name) from (
                          select t.schema_name, c.relnamespace from embedded.shard_table t
                            join pg_class c on c.oid = t.relation
                          union all
                          select t.schema_name, p.typnamespace from embedded.worker_type t
                            join pg_type p on p.oid = t.type) known
                       where known.relnamespace = namespace and known.schema_name <> new_name);
begin
    if old_name is not null then
        perform embedded.run_on_workers(format('alter schema %I rename to %I', old_name, new_name));
        update embedded.shard_table t set schema_name = new_name where schema_name = old_name;
        update embedded.worker_type t set schema_name = new_name where schema_name = old_name;
        perform embedded.point_to_shards(t.relation, t.table_name, new_name, t.table_name)
           from embedded.shard_table t where schema_name = new_name;
    end if;
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
    perform embedded.run_on_shards(relation, $sql$array[
        case when $1[2] <> $1[4] then format('alter table %I.%I rename to %I', $1[1],
            embedded.with_shard_id($1[2], shardid), embedded.with_shard_id($1[4], shardid)) end,
        case when $1[1] <> $1[3] then format('alter table %I.%I set schema %I', $1[1],
            embedded.with_shard_id($1[4], shardid), $1[3]) end]$sql$,
        was.schema_name, was.table_name, now.schema, now.name);
    perform embedded.refuse_words_in_functions();
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
                  join pg_dist_placement l using (shardid)
                  join pg_class c on c.relnamespace = 'embedded_shards'::regnamespace
                   and c.relname = case p.partmethod when 'h' then embedded.with_shard_id(old_table, s.shardid)
                                                     else s.shardid || '_' || l.groupid end
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

-- An object that is gone while another came with the same definition has been renamed.
create function embedded.carry_on_object_names(relation regclass) returns void
language plpgsql as $$
declare
    renamed record;
begin
    for renamed in
        select o, n.name as new_name from embedded.shard_object o
          join embedded.objects_of(carry_on_object_names.relation) n using (kind, definition, target, reference)
         where o.relation = carry_on_object_names.relation::oid
           and not exists (select from embedded.objects_of(carry_on_object_names.relation) k
                            where (k.kind, k.name) = (o.kind, o.name))
           and not exists (select from embedded.shard_object k
                            where (k.relation, k.kind, k.name) = (o.relation, n.kind, n.name)) loop
        perform embedded.run_on_shards(relation,
            $sql$array[embedded.rename_statement($1[1]::embedded.shard_object, $1[2], shardid)]$sql$,
            renamed.o::text, renamed.new_name);
        update embedded.shard_object u set name = renamed.new_name
         where (u.relation, u.kind, u.name) = ((renamed.o).relation, (renamed.o).kind, (renamed.o).name);
    end loop;
end
$$;

reset check_function_bodies;
