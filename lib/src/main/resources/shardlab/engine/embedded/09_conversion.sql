-- 9. Conversion: a table becomes partitioned, or stops being so, and stays the same table.
--
-- PostgreSQL has no statement that makes a partitioned table of an ordinary one. But what makes the difference is little:
-- a partitioned table has partitions and a partition key where an ordinary one has a file with rows, and its indexes have
-- no files either. So an empty table of the other kind, the stand-in, is created beside the table with the same columns,
-- and the two exchange in the catalog what they differ in. The table keeps its oid, and with it all that hangs on it:
-- rights, policies, views, comments, sequences, statistics, publications, functions over its rows, foreign keys. Then the
-- stand-in is dropped with the file that was the table's.
--
-- What Citus does instead: create_distributed_table keeps the table too, as an empty shell; undistribute_table makes a new
-- table, and rights and comments of its views are lost.

create function embedded.is_distributed(relation oid) returns boolean
language sql stable
return exists (select from pg_dist_partition where logicalrelid::oid = relation and partmethod = 'h');

-- An empty table with the columns and checks of another; `how` says how it is partitioned, if it is.
create function embedded.create_stand_in(relation oid, how text) returns oid
language plpgsql set default_tablespace = '' as $$
declare
    class   pg_class := (select c from pg_class c where oid = relation);
    name    text := format('embedded_shards.%I', 'stand_in_' || relation);
    columns text := (select string_agg(format('%I %s %s', c.name, c.type, embedded.generation(c)), ', ' order by attnum)
                       from embedded.columns_of(relation) c);
    item    record;
begin
    execute format('create %stable %s (%s) %s%s', case when how = '' and class.relpersistence = 'u' then 'unlogged ' end,
                   name, columns, how, embedded.tablespace_clause(relation));
    for item in select conname, case when connoinherit
                           then format('not null %s%s', embedded.column_list(conrelid, conkey),
                                       case when not convalidated then ' not valid' end)
                           else pg_get_constraintdef(oid) end as definition
                  from pg_constraint
                 where conrelid = relation and (contype = 'n' or contype = 'c' and not connoinherit) order by oid loop
        execute format('alter table %s add constraint %I %s', name, item.conname, item.definition);
    end loop;
    return name::regclass;
end
$$;

create function embedded.tablespace_clause(relation oid) returns text
language sql stable
return (select format(' tablespace %I', spcname)
          from pg_class c join pg_tablespace t on t.oid = c.reltablespace where c.oid = relation);

-- Two relations exchange their files, and what the catalog says about those.
create function embedded.exchange_files(one oid, other oid) returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    update pg_class mine
       set (relkind, relfilenode, relam, reltoastrelid, relhassubclass, relpages, reltuples, relallvisible, relallfrozen,
            relfrozenxid, relminmxid)
         = (yours.relkind, yours.relfilenode, case when mine.relkind in ('i', 'I') then mine.relam else yours.relam end,
            yours.reltoastrelid, yours.relhassubclass, yours.relpages, yours.reltuples, yours.relallvisible,
            yours.relallfrozen, yours.relfrozenxid, yours.relminmxid)
      from pg_class yours
     where (mine.oid, yours.oid) in ((one, other), (other, one));
    update pg_depend set refobjid = case refobjid when one then other else one end
     where refclassid = 'pg_class'::regclass and refobjid in (one, other)
       and classid = 'pg_class'::regclass and objid in (select oid from pg_class where relkind = 't');
end
$$;

-- The indexes of a table exchange files with indexes of its stand-in, whatever those index: either the table's have no
-- files afterwards, or they have files that have to be built anew.
create function embedded.exchange_indexes(relation oid, stand_in oid) returns void
language plpgsql set default_tablespace = '' as $$
declare
    index oid;
begin
    for index in select indexrelid from pg_index where indrelid = relation order by indexrelid loop
        execute format('create index %I on only %s ((1))%s', 'stand_in_' || index, embedded.qualified_name(stand_in),
                       embedded.tablespace_clause(index));
        perform embedded.exchange_files(index, format('embedded_shards.%I', 'stand_in_' || index)::regclass);
    end loop;
end
$$;

-- A partitioned table gives its partition key to one that has the same columns under other numbers.
create function embedded.give_partition_key(giver oid, taker oid) returns void
language plpgsql set allow_system_table_mods = on as $$
declare
    number     smallint := (select partattrs[0] from pg_partitioned_table where partrelid = giver);
    new_number smallint := (select n.attnum from pg_attribute o join pg_attribute n using (attname)
                             where (o.attrelid, o.attnum) = (giver, number) and n.attrelid = taker);
begin
    update pg_partitioned_table set partrelid = taker, partattrs = new_number::text::int2vector where partrelid = giver;
    update pg_depend set objid = taker
     where classid = 'pg_class'::regclass and (objid, objsubid) = (giver, 0)
       and refclassid in ('pg_opclass'::regclass, 'pg_collation'::regclass);
    update pg_depend set objid = taker, objsubid = new_number, refobjid = taker
     where classid = 'pg_class'::regclass and (objid, objsubid) = (giver, number)
       and refclassid = 'pg_class'::regclass and (refobjid, refobjsubid) = (giver, 0) and deptype = 'i';
end
$$;

create function embedded.give_partitions(giver oid, taker oid) returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    update pg_depend set refobjid = taker
     where classid = 'pg_class'::regclass and objid in (select inhrelid from pg_inherits where inhparent = giver)
       and refclassid = 'pg_class'::regclass and refobjid = giver;
    update pg_inherits set inhparent = taker where inhparent = giver;
    perform embedded.forget_cached(relation) from unnest(array[giver, taker]) as relation;
end
$$;

-- A table and its stand-in, of which one is partitioned, each become what the other was.
create function embedded.exchange_kinds(relation oid, stand_in oid) returns void
language plpgsql as $$
declare
    partitioned oid := (select partrelid from pg_partitioned_table where partrelid in (relation, stand_in));
    ordinary    oid := case partitioned when relation then stand_in else relation end;
begin
    perform embedded.exchange_indexes(relation, stand_in);
    perform embedded.give_partition_key(partitioned, ordinary);
    perform embedded.exchange_files(relation, stand_in);
    perform embedded.give_partitions(partitioned, ordinary);
    if partitioned = relation then
        execute 'reindex table ' || embedded.qualified_name(relation);
    end if;
end
$$;

create function embedded.copy_rows(source oid, target oid) returns void
language plpgsql as $$
declare
    columns text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                      where attrelid = source and attnum > 0 and not attisdropped and attgenerated = '');
begin
    execute format('insert into %s (%s) overriding system value select %2$s from %s',
                   embedded.qualified_name(target), columns, embedded.qualified_name(source));
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
