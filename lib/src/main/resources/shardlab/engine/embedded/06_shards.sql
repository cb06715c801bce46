-- 6. Shards: ordinary tables on the workers.
--
-- The shard 102008 of sale is the table sale_102008 on some worker: the same columns, and the same constraints and
-- indexes, each with _102008 at the end of its name. On the coordinator, sale is a partitioned table, and each shard has
-- a foreign table (in the schema embedded_shards) that is one of its partitions.
--
-- Constraints are declared on the coordinator and enforced on the workers. PostgreSQL refuses to declare a unique or
-- foreign key on a table with foreign partitions, since it cannot enforce it there itself. Here it is enforced: each
-- shard has the constraint, a unique key contains the distribution column, and a foreign key stays within co-located
-- shards. So, while such a constraint is declared, the partitions are put out of PostgreSQL's sight (hide_partitions).
--
-- What Citus does instead: the coordinator's table is an empty "shell" that is never read; the planner replaces it by
-- the shards. Names and constraints of shards are the same.

-- Every shard has every one of these objects; compared with the coordinator's table after each DDL (see 12_ddl.sql).
create table embedded.shard_object (
    relation   oid  not null,
    kind       text not null,      -- 'constraint' or 'index'
    name       name not null,
    definition text not null,      -- what follows the name, or, for an index, the text from USING on
    target     oid  not null,      -- the table that a foreign key references (%s in its definition), else 0
    is_unique  boolean not null,
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
    primary key (relation, attnum)
);
create table embedded.shard_table (     -- the names that the shards' names are made of
    relation    oid  not null primary key,
    schema_name name not null,
    table_name  name not null
);
create table embedded.shard_cut (       -- ranges of hashes that were cut to give one hash a shard (see 15_isolation.sql)
    colocationid integer not null,
    minvalue     bigint  not null,
    maxvalue     bigint  not null,
    hash         bigint  not null,
    primary key (colocationid, minvalue, maxvalue)
);
create table embedded.hidden_partition (inhrelid oid, inhparent oid, inhseqno integer, inhdetachpending boolean);

create function embedded.columns_of(relation oid) returns setof embedded.shard_column
language sql stable set search_path = pg_catalog as $$
    select a.attrelid, a.attnum, a.attname,
           format_type(a.atttypid, a.atttypmod)
               || coalesce(' collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text, ''),
           a.attnotnull, e.expression, a.attgenerated
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      left join (select d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid) as expression from pg_attrdef d) e
             on e.adrelid = a.attrelid and e.adnum = a.attnum and e.expression !~ 'nextval\('
     where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
     order by a.attnum;
$$;

create function embedded.column_definition(c embedded.shard_column) returns text
language sql immutable
return format('%I %s%s%s', c.name, c.type,
              case when c.generated <> '' then format(' generated always as (%s) %s', c.expression,
                        case c.generated when 's' then 'stored' else 'virtual' end)
                   else ' default ' || c.expression end,
              case when c.is_not_null then ' not null' end);

create function embedded.objects_of(relation oid) returns setof embedded.shard_object
language sql stable set search_path = pg_catalog as $$
    select c.conrelid, 'constraint', c.conname,
           regexp_replace(regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', ''),
                          ' REFERENCES (?:"[^"]*"|[^"(])+\(', ' REFERENCES %s('),
           c.confrelid, c.contype in ('p', 'u')
      from pg_constraint c
     where c.conrelid = relation and c.contype in ('p', 'u', 'x', 'c', 'f') and c.conparentid = 0
    union all
    select i.indrelid, 'index', x.relname, regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', 'USING '),
           0, i.indisunique
      from pg_index i join pg_class x on x.oid = i.indexrelid
     where i.indrelid = relation and not exists (select from pg_constraint c where c.conindid = i.indexrelid
                                                                              and c.conrelid = i.indrelid);
$$;

-- The shard of another table that lies beside this one: the same range of hashes, or the only shard there is.
create function embedded.colocated_shard(shardid bigint, other oid) returns bigint
language sql stable
return (select o.shardid from pg_dist_shard o, pg_dist_shard s
         where s.shardid = colocated_shard.shardid and o.logicalrelid::oid = other
           and (o.shardminvalue is null or o.shardminvalue = s.shardminvalue));

create function embedded.create_statement(o embedded.shard_object, shardid bigint) returns text
language sql stable
return case o.kind
    when 'index' then format('create %sindex %I on %s %s', case when o.is_unique then 'unique ' end,
        embedded.with_shard_id(o.name, shardid), shard_name(o.relation, shardid, false), o.definition)
    else format('alter table %s add constraint %I %s', shard_name(o.relation, shardid, false),
        embedded.with_shard_id(o.name, shardid),
        case when o.target = 0 then o.definition
             else replace(o.definition, ' REFERENCES %s(', format(' REFERENCES %s(',
                  shard_name(o.target, embedded.colocated_shard(shardid, o.target), false))) end) end;

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

-- Runs, for every shard, the statements that `template` makes of it: an SQL expression over "shard".
create function embedded.run_on_shards(relation oid, template text) returns void
language plpgsql as $$
declare
    batch record;
begin
    for batch in execute format($sql$
            select groupid, lane, array_agg(statement order by shardid, i) as statements
              from embedded.shard_lane as shard, unnest(%s) with ordinality as u(statement, i)
             where shard.logicalrelid = %s::regclass and statement is not null
             group by groupid, lane order by groupid, lane
            $sql$, template, relation) loop
        perform embedded.run(batch.groupid, batch.lane, variadic batch.statements);
    end loop;
end
$$;

create function embedded.create_shards(relation oid) returns void
language plpgsql as $$
declare
    columns text := (select string_agg(embedded.column_definition(c), ', ' order by attnum)
                       from embedded.columns_of(relation) c);
begin
    perform embedded.create_types(relation);
    perform embedded.run_on_shards(relation, format(
        $sql$array[format('create table %%s (%%s)', shard_name(logicalrelid, shardid, false), %L)]$sql$, columns));
    insert into embedded.shard_column select * from embedded.columns_of(relation);
    insert into embedded.shard_table
    select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
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
end
$$;

-- Drops the shards, whatever the table is called by now, and forgets them.
create function embedded.drop_shards(relation oid) returns void
language plpgsql as $$
declare
    colocation integer := (select colocationid from pg_dist_partition where logicalrelid::oid = relation);
    copy       text;
begin
    perform embedded.run_on_shards(relation, $sql$(
        select array[format('drop table if exists %I.%I cascade', t.schema_name,
                            embedded.with_shard_id(t.table_name, shard.shardid))]
          from embedded.shard_table t where t.relation = shard.logicalrelid::oid)$sql$);
    for copy in select * from embedded.copies_of(relation) loop
        execute 'drop foreign table if exists ' || copy;
    end loop;
    delete from pg_dist_placement where shardid in (select shardid from pg_dist_shard where logicalrelid::oid = relation);
    delete from pg_dist_shard where logicalrelid::oid = relation;
    delete from pg_dist_partition where logicalrelid::oid = relation;
    delete from pg_dist_colocation where colocationid = colocation
       and not exists (select from pg_dist_partition where colocationid = colocation);
    delete from embedded.shard_cut where colocationid not in (select colocationid from pg_dist_colocation);
    delete from embedded.shard_object o where o.relation = drop_shards.relation;
    delete from embedded.shard_column c where c.relation = drop_shards.relation;
    delete from embedded.shard_table t where t.relation = drop_shards.relation;
end
$$;

-- Takes the partitions of all distributed tables out of PostgreSQL's sight, within this transaction only.
create function embedded.hide_partitions() returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    perform pg_advisory_xact_lock(hashtext('embedded.hide_partitions'));
    with hidden as (
        delete from pg_inherits i using pg_dist_partition p
         where i.inhparent = p.logicalrelid and p.partmethod = 'h' returning i.*)
    insert into embedded.hidden_partition select * from hidden;
    perform embedded.forget_cached(inhparent) from embedded.hidden_partition group by inhparent;
end
$$;

create function embedded.show_partitions() returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    insert into pg_inherits select * from embedded.hidden_partition;
    perform embedded.forget_cached(inhparent) from embedded.hidden_partition group by inhparent;
    delete from embedded.hidden_partition;
end
$$;

-- Touching its row in pg_class makes every session read a table's description anew.
create function embedded.forget_cached(relation oid) returns void
language sql set allow_system_table_mods = on as $$
    update pg_class set relname = relname where oid = relation;
$$;
