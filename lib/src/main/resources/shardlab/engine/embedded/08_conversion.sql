-- 8. Conversion: one table takes the place of another.
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
    perform embedded.hide_partitions();
    foreach statement in array statements loop
        if statement !~ '^create (materialized )?view' then
            execute statement;
        end if;
    end loop;
    perform embedded.show_partitions();
    foreach statement in array statements loop
        if statement ~ '^create (materialized )?view' then
            execute statement;
        end if;
    end loop;
end
$$;

-- What a Var node looks like when PostgreSQL prints it; Citus keeps the distribution column so.
create function embedded.partition_key(attribute pg_attribute) returns text
language sql immutable
return format('{VAR :varno 1 :varattno %1$s :vartype %2$s :vartypmod %3$s :varcollid %4$s :varnullingrels (b) '
              ':varlevelsup 0 :varreturningtype 0 :varnosyn 1 :varattnosyn %1$s :location -1}',
              attribute.attnum, attribute.atttypid, attribute.atttypmod, attribute.attcollation);

create function embedded.distribution_attnum(partkey text) returns smallint
language sql immutable strict
return substring(partkey from ':varattno (\d+)')::smallint;

-- Shards in the order of their hashes, one worker after the other; or beside the shards of a co-located table.
create function embedded.create_shard_metadata(relation regclass, colocation integer) returns void
language plpgsql as $$
declare
    shards  integer := (select shardcount from pg_dist_colocation where colocationid = colocation);
    pieces  bigint := 4294967296 / shards;
    groups  integer[] := coalesce(
        (select array_agg(p.groupid order by s.shardminvalue::int)
           from pg_dist_shard s join pg_dist_placement p using (shardid)
          where s.logicalrelid = (select min(logicalrelid::oid) from pg_dist_partition
                                   where colocationid = colocation and logicalrelid <> relation)),
        (select array_agg(groupid order by nodename, nodeport) from pg_dist_node
          where groupid > 0 and isactive and shouldhaveshards));
    id      bigint;
begin
    for i in 0 .. shards - 1 loop
        insert into pg_dist_shard values (relation, nextval('pg_dist_shardid_seq'), 't', i * pieces - 2147483648,
                          case when i = shards - 1 then 2147483647 else (i + 1) * pieces - 2147483649 end)
        returning shardid into id;
        insert into pg_dist_placement (shardid, shardstate, shardlength, groupid)
        values (id, 1, 0, groups[i % array_length(groups, 1) + 1]);
    end loop;
end
$$;

create function embedded.create_partitions(relation oid) returns void
language plpgsql as $$
declare
    shard record;
    count integer := (select count(*) from pg_dist_shard where logicalrelid = relation::regclass);
begin
    for shard in select *, row_number() over (order by shardminvalue::int) - 1 as index
                   from embedded.shard_lane where logicalrelid = relation::regclass order by shardid loop
        execute format($sql$
            create foreign table embedded_shards.%I partition of %s for values with (modulus %s, remainder %s)
                server %I options (schema_name %L, table_name %L)
            $sql$, embedded.with_shard_id(embedded.plain_name(relation), shard.shardid),
            embedded.qualified_name(relation), count, shard.index, embedded.server_name(shard.groupid, shard.lane),
            (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = relation),
            embedded.with_shard_id(embedded.plain_name(relation), shard.shardid));
    end loop;
end
$$;

create function embedded.distribute(relation regclass, attribute pg_attribute, colocation integer) returns void
language plpgsql as $$
declare
    name        text := embedded.qualified_name(relation);
    attachments text[] := embedded.attachments(relation, false);
    serials     jsonb := embedded.serials(relation);
    filled      boolean := embedded.has_rows(relation);
    shards      integer := (select shardcount from pg_dist_colocation where colocationid = colocation);
    successor   regclass;
begin
    perform set_config('embedded.converting', 'on', true);
    perform embedded.refuse_null(relation, attribute.attname);
    perform embedded.put_aside(relation);
    successor := embedded.create_successor(relation, name, serials, format('partition by hash (%I %s)', attribute.attname,
                                           embedded.shard_class(attribute.atttypid, shards)));
    select * into attribute from pg_attribute where attrelid = successor and attname = attribute.attname;
    insert into pg_dist_partition values (successor, 'h', embedded.partition_key(attribute), colocation, 's');
    perform embedded.create_shard_metadata(successor, colocation);
    perform embedded.create_shards(successor);
    perform embedded.run_on_shards(successor, format(
        $sql$array[format('alter table %%s alter column %I set not null', shard_name(logicalrelid, shardid, false))]$sql$,
        attribute.attname));
    perform embedded.create_partitions(successor);
    if filled then
        raise notice 'Copying data from local table...';
        perform embedded.copy_rows(relation, successor);
        raise notice 'copying the data has completed';
    end if;
    execute format('drop table %s', embedded.qualified_name(relation));
    perform embedded.attach(attachments);
    perform embedded.create_shard_objects(successor);
    perform embedded.guard_distribution_column(successor, attribute.attname);
    if filled then
        perform embedded.run_on_shards(successor, $sql$array['analyze ' || shard_name(logicalrelid, shardid, false)]$sql$);
    end if;
    perform set_config('embedded.converting', '', true);
end
$$;

create function embedded.refuse_null(relation regclass, column_name name) returns void
language plpgsql as $$
declare
    has_null boolean;
begin
    execute format('lock table %s in access exclusive mode', embedded.qualified_name(relation));
    execute format('select exists (select from %s where %I is null)', embedded.qualified_name(relation), column_name)
       into has_null;
    if has_null then
        raise exception 'the partition column of table % cannot be NULL', embedded.qualified_name(relation)
            using errcode = 'null_value_not_allowed';
    end if;
end
$$;

-- A row whose distribution column changes would have to move to another shard; Citus refuses, and so do we.
create function embedded.guard_distribution_column(relation regclass, column_name name) returns void
language plpgsql as $$
begin
    execute format('create trigger keep_distribution_column before update of %I on %s '
                   'for each statement execute function embedded.refuse_to_move_rows()',
                   column_name, embedded.qualified_name(relation));
end
$$;

create function embedded.refuse_to_move_rows() returns trigger
language plpgsql as $$
begin
    raise exception 'modifying the partition value of rows is not allowed' using errcode = 'feature_not_supported';
end
$$;
