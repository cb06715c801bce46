-- the tables of the database, without system's own, partitions and what an extension brought
select c.oid as oid,
       n.nspname || '.' || c.relname as name,
       format('%I.%I', n.nspname, c.relname) as sql,
       case when c.relkind = 'p'
            then coalesce((select nullif(sum(greatest(part.reltuples, 0)), 0)
                           from pg_partition_tree(c.oid) as tree
                           join pg_class as part on part.oid = tree.relid
                           where tree.isleaf), -1)
            when c.reltuples = 0 and c.relpages = 0 then -1
            else c.reltuples end::numeric as rows,
       array(select t.tgname::text from pg_trigger as t where t.tgrelid = c.oid and not t.tgisinternal
             order by 1) as triggers,
       array(select case when a.attisdropped then '' else a.attname::text end from pg_attribute as a
             where a.attrelid = c.oid and a.attnum > 0
             order by a.attnum) as attributes
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p')
  and not c.relispartition
  and c.relpersistence <> 't'
  and n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname !~ '^pg_(toast|temp)'
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by 2
