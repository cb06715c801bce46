-- 6. Shards: ordinary tables on the workers.
--
-- The shard 102008 of sale is the table sale_102008 on some worker: the same columns, and the same constraints and
-- indexes, each with _102008 at the end of its name. On the coordinator, sale is a partitioned table, and each shard has
-- a foreign table (in the schema embedded_shards) that is one of its partitions.
--
-- Constraints are declared on the coordinator and enforced on the workers. PostgreSQL refuses to declare a unique or
-- foreign key on a table with foreign partitions, since it cannot enforce it there itself. Here it is enforced: each
-- shard has the constraint, a unique key contains the distribution column, and a foreign key stays within co-located
-- shards. So, while such a constraint is declared, the partitions are put out of PostgreSQL's sight (see 18_hiding.sql).
--
-- What Citus does instead: the coordinator's table is an empty "shell" that is never read; the planner replaces it by
-- the shards. Names and constraints of shards are the same.

-- Every shard has every one of these objects; compared with the coordinator's table after each DDL (see 12_ddl.sql).
create table embedded.shard_object (
    relation   oid  not null,
    kind       text not null,      -- 'constraint' or 'index'
    name       name not null,
    definition text not null,      -- what follows the name, or, for an index, the text from USING on
    target     oid  not null,      -- the table that a foreign key references, else 0
    reference  text not null,      -- what follows that table's name
    is_unique  boolean not null,
    is_valid   boolean not null,   -- false for NOT VALID
    primary key (relation, kind, name)
);
create table embedded.shard_column (
    relation    oid      not null,
    attnum      smallint not null,
    name        name     not null,
    type        text     not null, -- with its collation
    is_not_null boolean  not null,
    expression  text,              -- the default, or what the column is generated from; null without one
    generated   "char"   not null,
    options     text     not null, -- what Citus lets nobody change once a table is distributed
    primary key (relation, attnum)
);
create table embedded.shard_table (     -- the names that the shards' names are made of
    relation    oid  not null primary key,
    schema_name name not null,
    table_name  name not null
);
create table embedded.shard_cut (       -- ranges of hashes that were cut in pieces (see 15_isolation.sql)
    colocationid integer  not null,
    minvalue     bigint   not null,
    maxvalue     bigint   not null,
    points       bigint[] not null,     -- the last hash of every piece but the last one
    primary key (colocationid, minvalue, maxvalue)
);

-- A default that takes numbers from a sequence stays with the coordinator, which has the sequence.
create function embedded.columns_of(relation oid) returns setof embedded.shard_column
language sql stable set search_path = pg_catalog as $$
    select a.attrelid, a.attnum, a.attname,
           format_type(a.atttypid, a.atttypmod)
               || coalesce(' collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text, ''),
           a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated,
           jsonb_build_array(a.attstattarget, nullif(a.attstorage, t.typstorage), a.attoptions, a.attidentity)::text
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                            and not embedded.uses_sequence(d.oid)
     where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
     order by a.attnum;
$$;

create function embedded.uses_sequence(default_value oid) returns boolean
language sql stable set search_path = pg_catalog
return exists (select from pg_depend d join pg_class s on s.oid = d.refobjid and s.relkind = 'S'
                where d.classid = 'pg_attrdef'::regclass and d.objid = default_value
                  and d.refclassid = 'pg_class'::regclass);

create function embedded.generation(c embedded.shard_column) returns text
language sql immutable
return case when c.generated <> '' then format('generated always as (%s) %s', c.expression,
                                               case c.generated when 's' then 'stored' else 'virtual' end) end;

create function embedded.column_definition(c embedded.shard_column) returns text
language sql immutable
return format('%I %s %s%s', c.name, c.type,
              case when c.generated <> '' then embedded.generation(c) else 'default ' || c.expression end,
              case when c.is_not_null then ' not null' end);

create function embedded.objects_of(relation oid) returns setof embedded.shard_object
language sql stable set search_path = pg_catalog as $$
    select c.conrelid, 'constraint', c.conname, embedded.constraint_definition(c), c.confrelid,
           case c.contype when 'f' then embedded.reference_definition(c) else '' end,
           c.contype in ('p', 'u'), c.convalidated
      from pg_constraint c
     where c.conrelid = relation and c.contype in ('p', 'u', 'x', 'c', 'f') and c.conparentid = 0
    union all
    select i.indrelid, 'index', x.relname, embedded.index_definition(i.indexrelid), 0, '', i.indisunique, true
      from pg_index i join pg_class x on x.oid = i.indexrelid
     where i.indrelid = relation and not exists (select from pg_constraint c where c.conindid = i.indexrelid
                                                                              and c.conrelid = i.indrelid);
$$;

create function embedded.column_list(relation oid, columns smallint[], last_is_period boolean default false) returns text
language sql stable set search_path = pg_catalog
return (select string_agg(case when last_is_period and i = cardinality(columns) then 'period ' else '' end
                          || quote_ident(attname), ', ' order by i)
          from unnest(columns) with ordinality u(attnum, i)
          join pg_attribute a on a.attrelid = column_list.relation and a.attnum = u.attnum);

create function embedded.constraint_definition(c pg_constraint) returns text
language sql stable set search_path = pg_catalog
return case c.contype
    when 'f' then format('foreign key (%s)', embedded.column_list(c.conrelid, c.conkey, c.conperiod))
    when 'c' then format('check (%s)%s%s', pg_get_expr(c.conbin, c.conrelid),
                         case when c.connoinherit then ' no inherit' end,
                         case when not c.conenforced then ' not enforced' end)
    else pg_get_constraintdef(c.oid) end;

create function embedded.action(code "char") returns text
language sql immutable
return case code when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null'
                 when 'd' then 'set default' end;

-- What stands after the name of the table that a foreign key references.
create function embedded.reference_definition(c pg_constraint) returns text
language sql stable set search_path = pg_catalog
return format('(%s)', embedded.column_list(c.confrelid, c.confkey, c.conperiod))
    || case c.confmatchtype when 'f' then ' match full' else '' end
    || ' on update ' || embedded.action(c.confupdtype)
    || ' on delete ' || embedded.action(c.confdeltype)
    || coalesce(' (' || embedded.column_list(c.conrelid, c.confdelsetcols) || ')', '')
    || case when c.condeferrable then ' deferrable' else '' end
    || case when c.condeferred then ' initially deferred' else '' end
    || case when not c.conenforced then ' not enforced' else '' end;

-- CREATE INDEX without its beginning, which is made of names alone.
create function embedded.index_definition(index oid) returns text
language sql stable set search_path = pg_catalog
return (select substr(pg_get_indexdef(index), 1 + length(format('CREATE %sINDEX %I ON %s%I.%I ',
                          case when i.indisunique then 'UNIQUE ' end, x.relname,
                          case x.relkind when 'I' then 'ONLY ' end,
                          case when n.oid = pg_my_temp_schema() then 'pg_temp' else n.nspname end, t.relname)))
          from pg_index i join pg_class x on x.oid = i.indexrelid
          join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
         where i.indexrelid = index);

-- The shard of another table that lies beside this one: the same range of hashes, or the only shard there is.
create function embedded.colocated_shard(shardid bigint, other oid) returns bigint
language sql stable
return (select o.shardid from pg_dist_shard o, pg_dist_shard s
         where s.shardid = colocated_shard.shardid and o.logicalrelid::oid = other
           and (o.shardminvalue is null or o.shardminvalue = s.shardminvalue));

-- True for a foreign key between reference tables: the coordinator enforces it (see 28_keys.sql).
create function embedded.enforces_itself(o embedded.shard_object) returns boolean
language sql stable
return o.target <> 0 and exists (select from pg_dist_partition where logicalrelid::oid = o.relation and partmethod = 'n');

create function embedded.create_statement(o embedded.shard_object, shardid bigint) returns text
language sql stable
return case o.kind
    when 'index' then format('create %sindex %I on %s %s', case when o.is_unique then 'unique ' end,
        embedded.with_shard_id(o.name, shardid), shard_name(o.relation, shardid, false), o.definition)
    else format('alter table %s add constraint %I %s%s%s', shard_name(o.relation, shardid, false),
        embedded.with_shard_id(o.name, shardid), o.definition,
        case when o.target <> 0 then format(' references %s %s',
             shard_name(o.target, embedded.colocated_shard(shardid, o.target), false), o.reference) end,
        case when embedded.enforces_itself(o) then ' not enforced' when not o.is_valid then ' not valid' end) end;

create function embedded.drop_statement(o embedded.shard_object, shardid bigint) returns text
language sql stable
return case o.kind
    when 'index' then format('drop index if exists %s.%I',
        (select quote_ident(nspname) from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = o.relation),
        embedded.with_shard_id(o.name, shardid))
    else format('alter table %s drop constraint if exists %I cascade', shard_name(o.relation, shardid, false),
        embedded.with_shard_id(o.name, shardid)) end;

create function embedded.rename_statement(o embedded.shard_object, new_name name, shardid bigint) returns text
language sql stable
return case o.kind
    when 'index' then format('alter index %s.%I rename to %I', (select quote_ident(nspname) from pg_namespace n
                              join pg_class c on c.relnamespace = n.oid where c.oid = o.relation),
                              embedded.with_shard_id(o.name, shardid), embedded.with_shard_id(new_name, shardid))
    else format('alter table %s rename constraint %I to %I', shard_name(o.relation, shardid, false),
        embedded.with_shard_id(o.name, shardid), embedded.with_shard_id(new_name, shardid)) end;

create view embedded.shard_lane as
select s.logicalrelid, s.shardid, s.shardminvalue, p.groupid,
       case when s.shardminvalue is null then 0
            else embedded.lane(((s.shardminvalue::bigint + 2147483648) / (4294967296 / c.shardcount))::int,
                               w.workers, p.groupid) end as lane
  from pg_dist_shard s
  join pg_dist_placement p using (shardid)
  join pg_dist_partition t using (logicalrelid)
  join pg_dist_colocation c using (colocationid)
  cross join (select count(*)::int as workers from pg_dist_node where groupid > 0) w
 where p.groupid > 0;

-- Runs, for every shard, the statements that `template` makes of it: an SQL expression over "shard", in which $1[1],
-- $1[2], … stand for the values. No name is ever written into the template itself.
create function embedded.run_on_shards(relation oid, template text, variadic "values" text[] default '{}') returns void
language plpgsql as $$
declare
    batch record;
begin
    for batch in execute format($sql$
            select groupid, lane, array_agg(statement order by shardid, i) as statements
              from embedded.shard_lane as shard, unnest(%s) with ordinality as u(statement, i)
             where shard.logicalrelid = $2 and statement is not null
             group by groupid, lane order by groupid, lane
            $sql$, template) using "values", relation loop
        perform embedded.run(batch.groupid, batch.lane, variadic batch.statements);
    end loop;
end
$$;

-- postgres_fdw reads a worker's estimate from the first line of EXPLAIN, which names what is read.
create function embedded.refuse_line_breaks(relation oid) returns void
language plpgsql as $$
declare
    name text;
begin
    for name in select embedded.plain_name(relation)
                union all select o.name from embedded.objects_of(relation) o loop
        if strpos(name, E'\n') > 0 then
            raise exception 'the embedded engine has no line breaks in the names of distributed and reference tables, of '
                'their indexes and constraints' using errcode = 'feature_not_supported', detail = format('Name: %I', name);
        end if;
    end loop;
end
$$;

create function embedded.create_shards(relation oid) returns void
language plpgsql as $$
begin
    perform embedded.refuse_line_breaks(relation);
    perform embedded.create_types(relation);
    perform embedded.run_on_shards(relation,
        $sql$array[concat_ws(' ', $1[1], shard_name(logicalrelid, shardid, false), $1[2])]$sql$,
        embedded.table_beginning(relation), embedded.table_end(relation));
    insert into embedded.shard_column select * from embedded.columns_of(relation);
    insert into embedded.shard_table
    select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
exception when undefined_object or undefined_function or invalid_schema_name then
    perform embedded.refuse_missing(relation, sqlerrm);
end
$$;

create function embedded.create_shard_objects(relation oid) returns void
language plpgsql as $$
begin
    insert into embedded.shard_object select * from embedded.objects_of(relation);
    perform embedded.run_on_shards(relation, $sql$array(
        select embedded.create_statement(o, shard.shardid) from embedded.shard_object o
         where o.relation = shard.logicalrelid::oid
         order by o.kind = 'index', o.target <> 0, o.name)$sql$);
exception when undefined_object or undefined_function or invalid_schema_name then
    perform embedded.refuse_missing(relation, sqlerrm);
end
$$;

-- Drops the shards, whatever the table is called by now, and forgets them.
create function embedded.drop_shards(relation oid) returns void
language plpgsql as $$
declare
    copy text;
begin
    perform embedded.run_on_shards(relation, $sql$(
        select array[format('drop table if exists %I.%I cascade', t.schema_name,
                            embedded.with_shard_id(t.table_name, shard.shardid))]
          from embedded.shard_table t where t.relation = shard.logicalrelid::oid)$sql$);
    for copy in select * from embedded.copies_of(relation) loop
        execute 'drop foreign table if exists ' || copy;
    end loop;
    perform embedded.forget_shards(relation);
end
$$;

create function embedded.forget_shards(relation oid) returns void
language plpgsql as $$
declare
    colocation integer := (select colocationid from pg_dist_partition where logicalrelid::oid = relation);
begin
    delete from pg_dist_placement where shardid in (select shardid from pg_dist_shard where logicalrelid::oid = relation);
    delete from pg_dist_shard where logicalrelid::oid = relation;
    delete from pg_dist_partition where logicalrelid::oid = relation;
    delete from embedded.shard_object o where o.relation = forget_shards.relation;
    delete from embedded.shard_column c where c.relation = forget_shards.relation;
    delete from embedded.shard_table t where t.relation = forget_shards.relation;
    delete from embedded.shard_property p where p.relation = forget_shards.relation;
    perform embedded.forget_colocation(colocation);
    perform embedded.drop_unused_classes();
end
$$;
