-- The columns of all tables and views of the scenario's schemas. What embedded makes of a table is not seen here: only
-- Citus is asked.
select case when n.nspname = 'diff' then format('%I', c.relname) else format('%I.%I', n.nspname, c.relname) end as table,
       case when c.relkind = 'v' then 'view' when p.partmethod = 'h' then 'distributed'
            when p.partmethod = 'n' and p.repmodel = 't' then 'reference' else 'local' end as kind,
       format('%I', a.attname) as column,
       pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
       case when e.typtype = 'e' then format('%I', e.typname) else pg_catalog.format_type(e.oid, null) end as base,
       a.attnotnull as not_null,
       coalesce(a.attnum = any (i.indkey), false) as key,
       a.attname is not distinct from case when p.partmethod = 'h'
           then pg_catalog.column_to_column_name(p.logicalrelid, p.partkey) end as distribution,
       a.attgenerated <> '' or a.attidentity = 'a' as filled
from   pg_catalog.pg_class c
join   pg_catalog.pg_namespace n on n.oid = c.relnamespace
join   pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join   pg_catalog.pg_type t on t.oid = a.atttypid
join   pg_catalog.pg_type e on e.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
left   join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary
left   join pg_catalog.pg_dist_partition p on p.logicalrelid = c.oid
where  n.nspname in ('diff', 'diff 2') and c.relkind in ('r', 'p', 'v')
order  by 1, a.attnum
