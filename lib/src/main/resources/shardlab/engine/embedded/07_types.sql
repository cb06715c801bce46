-- 7. Types: a worker can hold a column only if it knows the column's type.
--
-- Enums and domains of your own are created on the workers with the first table that has a column of them, altered there
-- with the original, and dropped with it. Types that an extension brings need the extension on every node.
--
-- What Citus does instead: it carries on CREATE TYPE, CREATE EXTENSION, CREATE FUNCTION and more as they happen.

-- What the workers were given; compared with the coordinator's type after ALTER TYPE and ALTER DOMAIN.
create table embedded.worker_type (
    type          oid     not null primary key,
    schema_name   name    not null,
    type_name     name    not null,
    labels        jsonb   not null, -- of an enum: oid and text, in their order
    default_value text,             -- of a domain
    is_not_null   boolean not null,
    checks        jsonb   not null  -- of a domain: name, definition, validated
);

create function embedded.worker_type_of(type oid) returns embedded.worker_type
language sql stable set search_path = pg_catalog as $$
    select t.oid, n.nspname, t.typname,
           (select coalesce(jsonb_agg(jsonb_build_array(e.oid, e.enumlabel) order by e.enumsortorder), '[]')
              from pg_enum e where e.enumtypid = t.oid),
           t.typdefault, t.typnotnull,
           (select coalesce(jsonb_agg(jsonb_build_array(c.conname, format('check (%s)', pg_get_expr(c.conbin, 0)),
                                                        c.convalidated) order by c.oid), '[]')
              from pg_constraint c where c.contypid = t.oid and c.contype = 'c')
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
     where t.oid = worker_type_of.type;
$$;

-- The enums and domains that a table's columns have, or have arrays of; what a domain is made of comes first.
create function embedded.user_types_of(relation oid) returns table (type oid, name text)
language sql stable set search_path = pg_catalog as $$
    with recursive used(type, depth) as (
        select a.atttypid, 0 from pg_attribute a where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
        union
        select under.oid, used.depth + 1
          from used join pg_type t on t.oid = used.type
          join pg_type under on under.oid in (t.typbasetype, case when t.typlen = -1 then t.typelem end))
    select t.oid, format('%I.%I', n.nspname, t.typname)
      from (select u.type, max(depth) as depth from used u group by u.type) u
      join pg_type t on t.oid = u.type
      join pg_namespace n on n.oid = t.typnamespace
     where t.typtype in ('e', 'd') and t.oid >= 16384
       and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
     order by u.depth desc;
$$;

create function embedded.type_definition(type oid) returns text
language sql stable set search_path = pg_catalog as $$
    select case t.typtype
        when 'e' then format('create type %I.%I as enum (%s)', w.schema_name, w.type_name,
            (select string_agg(quote_literal(label->>1), ', ' order by i)
               from jsonb_array_elements(w.labels) with ordinality l(label, i)))
        else format('create domain %I.%I as %s%s%s%s%s', w.schema_name, w.type_name,
            format_type(t.typbasetype, t.typtypmod),
            ' collate ' || nullif(t.typcollation, b.typcollation)::regcollation,
            ' default ' || w.default_value, case when w.is_not_null then ' not null' end,
            (select string_agg(format(' constraint %I %s', c->>0, c->>1), '' order by i)
               from jsonb_array_elements(w.checks) with ordinality l(c, i))) end
      from pg_type t
      left join pg_type b on b.oid = t.typbasetype
      cross join embedded.worker_type_of(t.oid) w
     where t.oid = type_definition.type;
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
    schema name := (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = relation);
    used   record;
begin
    perform embedded.run_on_workers(format('create schema if not exists %I', schema));
    for used in select * from embedded.user_types_of(relation) loop
        perform embedded.run_on_workers(
            format('create schema if not exists %I', w.schema_name),
            format('select embedded.ensure_type(%L, %L)', used.name, embedded.type_definition(used.type)))
           from embedded.worker_type_of(used.type) w;
        insert into embedded.worker_type select * from embedded.worker_type_of(used.type) on conflict do nothing;
    end loop;
end
$$;

-- All types that the workers have, for one that joins.
create function embedded.give_types(groupid integer) returns void
language plpgsql as $$
declare
    given embedded.worker_type;
begin
    for given in select * from embedded.worker_type order by type loop
        perform embedded.run(groupid, 0, format('create schema if not exists %I', given.schema_name),
            format('select embedded.ensure_type(%L, %L)', format('%I.%I', given.schema_name, given.type_name),
                   embedded.type_definition(given.type)));
    end loop;
end
$$;

-- After ALTER TYPE and ALTER DOMAIN: one statement for each difference.
create function embedded.carry_on_type(type oid) returns void
language plpgsql as $$
declare
    was     embedded.worker_type := (select t from embedded.worker_type t where t.type = carry_on_type.type);
    now     embedded.worker_type := embedded.worker_type_of(type);
    kind    text := case when now.labels = '[]' then 'domain' else 'type' end;
    changes text[];
begin
    if was.type is null or was = now then
        return;
    end if;
    perform embedded.run_on_workers(format('create schema if not exists %I', now.schema_name),
        case when was.type_name <> now.type_name
             then format('alter type %I.%I rename to %I', was.schema_name, was.type_name, now.type_name) else 'select' end,
        case when was.schema_name <> now.schema_name
             then format('alter type %I.%I set schema %I', was.schema_name, now.type_name, now.schema_name)
             else 'select' end);
    changes := case kind when 'type' then embedded.label_changes(was, now) else embedded.domain_changes(was, now) end;
    perform embedded.run_on_workers(format('alter %s %I.%I %s', kind, now.schema_name, now.type_name, clause))
       from unnest(changes) with ordinality as u(clause, i) order by i;
    update embedded.worker_type t set (schema_name, type_name, labels, default_value, is_not_null, checks)
         = (now.schema_name, now.type_name, now.labels, now.default_value, now.is_not_null, now.checks)
     where t.type = carry_on_type.type;
end
$$;

-- A label keeps its oid when it is renamed. A new one comes after its neighbour, or before it if it is the first.
create function embedded.label_changes(was embedded.worker_type, now embedded.worker_type) returns text[]
language sql stable as $$
    with labels as (
        select n.label->>1 as label, o.label->>1 as old_label, n.i, lag(n.label->>1) over w as previous,
               first_value(n.label->>1) over (order by o.i is null, o.i) as first_old
          from jsonb_array_elements(now.labels) with ordinality n(label, i)
          left join jsonb_array_elements(was.labels) with ordinality o(label, i) on o.label->0 = n.label->0
        window w as (order by n.i))
    select array_agg(clause order by step, i) from (
        select 1 as step, i, format('rename value %L to %L', old_label, label) as clause from labels
         where old_label <> label
        union all
        select 2, i, case when previous is null then format('add value %L before %L', label, first_old)
                          else format('add value %L after %L', label, previous) end from labels
         where old_label is null) changes;
$$;

create function embedded.domain_changes(was embedded.worker_type, now embedded.worker_type) returns text[]
language sql stable as $$
    select array_agg(clause order by step) from (
        select 1 as step, coalesce('set default ' || now.default_value, 'drop default') as clause
         where was.default_value is distinct from now.default_value
        union all
        select 1, case when now.is_not_null then 'set not null' else 'drop not null' end
         where was.is_not_null <> now.is_not_null
        union all
        select 2, format('drop constraint %I', o->>0) from jsonb_array_elements(was.checks) o
         where not exists (select from jsonb_array_elements(now.checks) n where n->0 = o->0 and n->1 = o->1)
        union all
        select 3, format('add constraint %I %s%s', n->>0, n->>1, case when not (n->2)::boolean then ' not valid' end)
          from jsonb_array_elements(now.checks) n
         where not exists (select from jsonb_array_elements(was.checks) o where n->0 = o->0 and n->1 = o->1)
        union all
        select 4, format('validate constraint %I', n->>0)
          from jsonb_array_elements(now.checks) n join jsonb_array_elements(was.checks) o on n->0 = o->0 and n->1 = o->1
         where (n->2)::boolean and not (o->2)::boolean) changes;
$$;

create function embedded.drop_type(type oid) returns void
language plpgsql as $$
declare
    dropped embedded.worker_type;
begin
    delete from embedded.worker_type t where t.type = drop_type.type returning * into dropped;
    if found then
        perform embedded.run_on_workers(format('drop type if exists %I.%I cascade', dropped.schema_name, dropped.type_name));
    end if;
end
$$;

-- What the workers lack is said at once, before a shard is made.
create function embedded.refuse_missing(relation oid, reason text) returns void
language plpgsql as $$
begin
    raise exception 'the workers lack what the table "%" is made of: %', embedded.plain_name(relation), reason
        using errcode = 'feature_not_supported',
              detail = 'The embedded engine carries enums and domains to the workers, and no other types, functions, '
                       'collations or extensions.',
              hint = 'Create it on every worker with run_command_on_workers(…). ' || embedded.where_citus_is()
                     || ', which carries it on by itself.';
end
$$;

