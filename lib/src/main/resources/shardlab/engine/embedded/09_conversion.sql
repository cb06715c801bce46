-- 9. Conversion: one table takes the place of another.
--
-- The old table is put aside; its successor gets its name, its columns, and everything that hung on it. The same steps
-- turn a local table into a distributed one (partitioned, with its shards) and a distributed one into a local one.
--
-- What Citus does instead: undistribute_table works like this, create_distributed_table keeps the table.

create function embedded.is_distributed(relation oid) returns boolean
language sql stable
return exists (select from pg_dist_partition where logicalrelid::oid = relation and partmethod = 'h');

-- Statements that give a successor what the table has beyond its columns, in the order to run them.
create function embedded.attachments(relation oid, becomes_local boolean) returns text[]
language sql stable set search_path = pg_catalog as $$
    select coalesce(array_agg(statement order by rank, oid), '{}') from (
        select case contype when 'f' then 3 else 1 end as rank, oid,
               format('alter table %s add constraint %I %s%s', embedded.qualified_name(conrelid), conname,
                      regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', ''),
                      case when becomes_local and embedded.is_distributed(confrelid) then ' not valid' end) as statement
          from pg_constraint
         where conrelid = relation and contype in ('p', 'u', 'x', 'f') and conparentid = 0
        union all
        select 2, i.indexrelid, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
          from pg_index i
         where i.indrelid = relation
           and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = i.indrelid)
        union all
        select 4, oid, format('alter table %s add constraint %I %s%s', embedded.qualified_name(conrelid), conname,
                              regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', ''),
                              case when not embedded.is_distributed(conrelid) then ' not valid' end)
          from pg_constraint
         where confrelid = relation and conrelid <> relation and contype = 'f' and conparentid = 0
        union all
        select 5, a.ordinality, format('grant %s on %s to %s', a.privilege_type, embedded.qualified_name(relation),
                              case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end)
          from pg_class c cross join lateral aclexplode(c.relacl) with ordinality a
         where c.oid = relation and a.grantee <> c.relowner
        union all
        select 6, depth, statement from embedded.dependent_views(relation)) as attachment(rank, oid, statement);
$$;

-- The views that read a table, those that read them, and so on.
create function embedded.dependent_views(relation oid, out view oid, out depth integer, out statement text)
returns setof record
language sql stable set search_path = pg_catalog as $$
    with recursive reader(view, depth) as (
        select r.ev_class, 1 from pg_depend d join pg_rewrite r on r.oid = d.objid
         where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
           and d.refobjid = relation and r.ev_class <> relation
        union
        select r.ev_class, v.depth + 1 from reader v
          join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
                          and d.refobjid = v.view
          join pg_rewrite r on r.oid = d.objid and r.ev_class <> v.view)
    select view, max(depth), format('create %sview %s as %s',
               case when max(c.relkind::text) = 'm' then 'materialized ' end,
               embedded.qualified_name(view), pg_get_viewdef(view))
      from reader join pg_class c on c.oid = view
     group by view;
$$;

-- Sequences behind serial columns ('a') and identity columns ('i').
create function embedded.sequences_of(relation oid, kind "char",
                                      out sequence regclass, out column_name name) returns setof record
language sql stable as $$
    select d.objid::regclass, a.attname
      from pg_depend d
      join pg_class s on s.oid = d.objid and s.relkind = 'S'
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
       and d.refobjid = relation and d.deptype = kind;
$$;

-- Moves a table out of the way of its successor; its sequences (of serial columns), foreign keys and views are let go.
create function embedded.put_aside(relation oid) returns void
language plpgsql as $$
declare
    name text := embedded.qualified_name(relation);
    item record;
begin
    for item in select conrelid, conname from pg_constraint
                 where confrelid = relation and conrelid <> relation and contype = 'f' and conparentid = 0 loop
        execute format('alter table %s drop constraint %I', embedded.qualified_name(item.conrelid), item.conname);
    end loop;
    for item in select view, relkind from embedded.dependent_views(relation) v join pg_class c on c.oid = view
                 order by depth desc loop
        execute format('drop %sview %s', case item.relkind when 'm' then 'materialized ' end,
                       embedded.qualified_name(item.view));
    end loop;
    for item in select sequence from embedded.sequences_of(relation, 'a') loop
        execute format('alter sequence %s owned by none', embedded.qualified_name(item.sequence));
    end loop;
    execute format('alter table %s set schema embedded_shards', name);
    execute format('alter table %s rename to %I', embedded.qualified_name(relation), 'aside_' || relation::bigint);
end
$$;

-- Makes a table with the columns of the one put aside; `how` says how it is partitioned, if it is.
create function embedded.create_successor(aside oid, name text, serials jsonb, how text) returns oid
language plpgsql as $$
declare
    successor oid;
    item      record;
begin
    execute format('create table %s (like %s including all excluding indexes) %s', name,
                   embedded.qualified_name(aside), how);
    successor := name::regclass;
    execute format('alter table %s owner to %I', name, (select pg_get_userbyid(relowner) from pg_class where oid = aside));
    for item in select s->>'sequence' as sequence, s->>'column' as column from jsonb_array_elements(serials) s loop
        execute format('alter sequence %s owned by %s.%I', item.sequence, name, item.column);
    end loop;
    for item in select o.sequence as old, n.sequence as new
                  from embedded.sequences_of(aside, 'i') o join embedded.sequences_of(successor, 'i') n using (column_name)
    loop
        execute format('select setval(%L, last_value, is_called) from %s', item.new,
                       embedded.qualified_name(item.old));
    end loop;
    return successor;
end
$$;

create function embedded.serials(relation oid) returns jsonb
language sql stable
return (select coalesce(jsonb_agg(jsonb_build_object('sequence', embedded.qualified_name(s.sequence),
                                                     'column', s.column_name)), '[]')
          from embedded.sequences_of(relation, 'a') s);

create function embedded.copy_rows(source oid, target oid) returns void
language plpgsql as $$
declare
    columns text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                      where attrelid = source and attnum > 0 and not attisdropped and attgenerated = '');
begin
    execute format('insert into %s (%s) overriding system value select %s from %s',
                   embedded.qualified_name(target), columns, columns, embedded.qualified_name(source));
end
$$;

create function embedded.has_rows(relation oid) returns boolean
language plpgsql as $$
declare
    found_row boolean;
begin
    execute format('select exists (select from %s)', embedded.qualified_name(relation)) into found_row;
    return found_row;
end
$$;

-- Constraints, indexes, rights and views, with the partitions of all distributed tables out of sight.
create function embedded.attach(statements text[]) returns void
language plpgsql as $$
declare
    statement text;
begin
    perform embedded.hide_what_is_free();
    foreach statement in array statements loop
        if statement !~ '^create (materialized )?view' then
            execute statement;
        end if;
    end loop;
    perform embedded.show_partitions(embedded.hidden_tables());
    foreach statement in array statements loop
        if statement ~ '^create (materialized )?view' then
            execute statement;
        end if;
    end loop;
end
$$;
