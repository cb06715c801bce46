-- 23. Properties: what a shard has of its table beside columns, constraints and indexes.
--
-- How rows are stored (UNLOGGED, storage parameters, compression), what is known of them (statistics), their replica
-- identity, the index by which they are clustered. Each property is a statement for a shard; the statements that were run
-- are kept and compared with the table after each DDL.
--
-- Policies, comments, rights and publications are properties of the coordinator's table alone: every query passes it, and
-- only the lab's superuser reaches a shard.
--
-- What Citus does instead: policies and rights are on the shards too, since a query of any role may come by any node.

set check_function_bodies = off;

create table embedded.shard_property (
    relation   oid     not null,
    name       text    not null,
    statement  text    not null,      -- with %1$s for the shard, and %2$s for what belongs to the shard of that name
    part       name,                  -- the index, or the statistics, in %2$s
    undo       text,                  -- when the property is gone; null for one that went with its column
    is_default boolean not null,      -- a new shard has it anyway
    primary key (relation, name)
);

-- Text that stands for itself in such a statement.
create function embedded.template_of(text text) returns text
language sql immutable
return replace(text, '%', '%%');

create function embedded.schema_template(namespace oid) returns text
language sql stable
return (select embedded.template_of(quote_ident(nspname)) from pg_namespace where oid = namespace);

create function embedded.properties_of(relation oid) returns setof embedded.shard_property
language sql stable set search_path = pg_catalog as $$
    select * from embedded.column_properties(relation)
    union all
    select * from embedded.index_properties(relation)
    union all
    select s.stxrelid, 'statistics ' || s.oid, embedded.statistics_statement(s), s.stxname,
           format('drop statistics if exists %s.%%2$s', embedded.schema_template(s.stxnamespace)), false
      from pg_statistic_ext s where s.stxrelid = relation and s.stxnamespace <> 'embedded'::regnamespace
    union all
    select s.stxrelid, 'statistics target ' || s.oid,
           format('alter statistics %s.%%2$s set statistics %s', embedded.schema_template(s.stxnamespace),
                  s.stxstattarget),
           s.stxname, null, false
      from pg_statistic_ext s
     where s.stxrelid = relation and s.stxnamespace <> 'embedded'::regnamespace and s.stxstattarget is not null
    union all
    select c.oid, 'replica identity', 'alter table %1$s replica identity ' || case c.relreplident
               when 'd' then 'default' when 'f' then 'full'
               when 'i' then coalesce('using index ' || left(x.relname, 0) || '%2$s', 'nothing') else 'nothing' end,
           x.relname, null, c.relreplident = 'd'
      from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisreplident and c.relreplident = 'i'
      left join pg_class x on x.oid = i.indexrelid
     where c.oid = relation;
$$;

create function embedded.column_properties(relation oid) returns setof embedded.shard_property
language sql stable set search_path = pg_catalog as $$
    select a.attrelid, format('column %s %s', a.attnum, v.name),
           format('alter table %%1$s alter column %s set %s %s', embedded.template_of(quote_ident(a.attname)), v.name,
                  v.value),
           null::name, null, v.is_default
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
     cross join lateral (values
        ('storage', case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main'
                    else 'extended' end, a.attstorage = t.typstorage),
        ('compression', case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' else 'default' end,
         a.attcompression = ''),
        ('statistics', coalesce(a.attstattarget::text, 'default'), a.attstattarget is null)) as v (name, value, is_default)
     where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
       and (v.name <> 'storage' or t.typstorage <> 'p') and (v.name <> 'compression' or t.typstorage <> 'p');
$$;

create function embedded.index_properties(relation oid) returns setof embedded.shard_property
language sql stable set search_path = pg_catalog as $$
    select i.indrelid, 'clustered', 'alter table %1$s cluster on %2$s', c.relname,
           'alter table %1$s set without cluster', false
      from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = relation and i.indisclustered
    union all
    select i.indrelid, format('index %s %s statistics', c.oid, a.attnum),
           format('alter index %s.%%2$s alter column %s set statistics %s',
                  embedded.schema_template(c.relnamespace), a.attnum, a.attstattarget),
           c.relname, null, false
      from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attstattarget is not null
     where i.indrelid = relation;
$$;

create function embedded.statistics_statement(s pg_statistic_ext) returns text
language sql stable set search_path = pg_catalog
return format('create statistics %s.%%2$s%s on %s from %%1$s',
              embedded.schema_template(s.stxnamespace),
              (select format(' (%s)', string_agg(case kind when 'd' then 'ndistinct' when 'f' then 'dependencies'
                                                 else 'mcv' end, ', '))
                 from unnest(s.stxkind) as kind where kind in ('d', 'f', 'm')),
              embedded.template_of(pg_get_statisticsobjdef_columns(s.oid)));

-- CREATE TABLE for a shard, in two parts between which its name stands.
create function embedded.table_beginning(relation oid) returns text
language sql stable
return (select case relpersistence when 'u' then 'create unlogged table' else 'create table' end
          from pg_class where oid = relation);

create function embedded.table_end(relation oid) returns text
language sql stable set search_path = pg_catalog
return format('(%s)%s',
              (select string_agg(embedded.column_definition(c), ', ' order by attnum) from embedded.columns_of(relation) c),
              (select format(' with (%s)', string_agg(format('%s = %L', split_part(o, '=', 1),
                                                             substr(o, strpos(o, '=') + 1)), ', '))
                 from pg_class c, unnest(c.reloptions) as o where c.oid = relation having count(*) > 0));

create function embedded.property_statement(p embedded.shard_property, text text, shardid bigint) returns text
language sql stable
return format(text, shard_name(p.relation, shardid, false), quote_ident(embedded.with_shard_id(p.part, shardid)));

-- Once a shard's indexes are there; `shards` narrows them down.
create function embedded.set_properties(relation oid, low bigint default null, high bigint default null) returns void
language plpgsql as $$
begin
    delete from embedded.shard_property p where p.relation = set_properties.relation;
    insert into embedded.shard_property select * from embedded.properties_of(relation);
    perform embedded.run_on_shards(relation, $sql$
        case when $1[1] is null or shardminvalue::bigint between $1[1]::bigint and $1[2]::bigint then array(
            select embedded.property_statement(p, p.statement, shard.shardid) from embedded.shard_property p
             where p.relation = shard.logicalrelid::oid and not p.is_default order by p.name) end$sql$,
        low::text, high::text);
end
$$;

-- After DDL.
create function embedded.carry_on_properties() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    relation oid;
begin
    if not embedded.carries_on() then
        return;
    end if;
    for relation in select logicalrelid from pg_dist_partition order by logicalrelid loop
        perform embedded.change_properties(relation);
    end loop;
end
$$;

create function embedded.change_properties(relation oid) returns void
language plpgsql as $$
declare
    gone embedded.shard_property[] := (
        select array_agg(o) from embedded.shard_property o
         where o.relation = change_properties.relation and o.undo is not null
           and not exists (select from embedded.properties_of(change_properties.relation) n
                            where n.name = o.name and (n.statement, n.part) is not distinct from (o.statement, o.part)));
    come embedded.shard_property[] := (
        select array_agg(n order by n.name) from embedded.properties_of(relation) n
         where not exists (select from embedded.shard_property o where o.relation = n.relation and o.name = n.name
                              and (n.statement, n.part) is not distinct from (o.statement, o.part)));
begin
    if gone is null and come is null then
        return;
    end if;
    perform embedded.run_on_shards(relation, $sql$array(
        select embedded.property_statement(p, p.undo, shard.shardid) from unnest($1[1]::embedded.shard_property[]) p
        union all
        select embedded.property_statement(p, p.statement, shard.shardid) from unnest($1[2]::embedded.shard_property[]) p
         where not p.is_default or exists (select from embedded.shard_property o
                                            where (o.relation, o.name) = (p.relation, p.name)))$sql$,
        gone::text, come::text);
    delete from embedded.shard_property p where p.relation = change_properties.relation;
    insert into embedded.shard_property select * from embedded.properties_of(relation);
end
$$;

create event trigger embedded_properties on ddl_command_end
    when tag in ('ALTER TABLE', 'ALTER INDEX', 'CREATE STATISTICS', 'ALTER STATISTICS', 'DROP STATISTICS')
    execute function embedded.carry_on_properties();

reset check_function_bodies;
