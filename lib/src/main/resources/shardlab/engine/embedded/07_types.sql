-- 7. Types: a worker can hold a column only if it knows the column's type.
--
-- Enums and domains of your own are created on the workers with the first table that has a column of them, and dropped
-- there with the original. Types that an extension brings need the extension on every node.
--
-- What Citus does instead: it carries on CREATE TYPE, CREATE EXTENSION, CREATE FUNCTION and more as they happen.

create function embedded.user_types_of(relation oid) returns table (type oid, name text)
language sql stable set search_path = pg_catalog as $$
    select distinct e.oid, format('%I.%I', n.nspname, e.typname)
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_type e on e.oid = case when t.typelem <> 0 and t.typlen = -1 then t.typelem else t.oid end
      join pg_namespace n on n.oid = e.typnamespace
     where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
       and e.typtype in ('e', 'd') and e.oid >= 16384
       and not exists (select from pg_depend d where d.objid = e.oid and d.deptype = 'e');
$$;

create function embedded.type_definition(type oid) returns text
language sql stable set search_path = pg_catalog as $$
    select case t.typtype
        when 'e' then format('create type %I.%I as enum (%s)', n.nspname, t.typname,
            (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
        else format('create domain %I.%I as %s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
            ' default ' || t.typdefault,
            (select string_agg(format(' constraint %I %s', conname, pg_get_constraintdef(oid)), '' order by oid)
               from pg_constraint where contypid = t.oid)) end
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
     where t.oid = type;
$$;

create function embedded.ensure_type(name text, definition text) returns void
language plpgsql as $$
begin
    if to_regtype(name) is null then
        execute definition;
    end if;
end
$$;

-- Types come before the shards that need them, and over the same lane.
create function embedded.create_types(relation oid) returns void
language plpgsql as $$
declare
    schema text := (select quote_ident(nspname) from pg_namespace n join pg_class c on c.relnamespace = n.oid
                     where c.oid = relation);
begin
    perform embedded.run_on_workers('create schema if not exists ' || schema);
    perform embedded.run_on_workers(format('create schema if not exists %s', split_part(name, '.', 1)),
                                    format('select embedded.ensure_type(%L, %L)', name, embedded.type_definition(type)))
       from embedded.user_types_of(relation);
end
$$;
