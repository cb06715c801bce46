-- the columns of these tables; how many values one has is the planner's statistics' word, a part of all rows where it is
-- negative
select n.nspname || '.' || c.relname as name,
       a.attname::text as column,
       quote_ident(a.attname) as sql,
       format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as nullable,
       exists (select from pg_opclass as o join pg_am as m on m.oid = o.opcmethod
               where m.amname = 'hash' and o.opcdefault
                 and (o.opcintype = coalesce(nullif(t.typbasetype, 0), t.oid)
                      or o.opcintype = 'anyenum'::regtype and t.typtype = 'e'
                      or o.opcintype = 'text'::regtype and t.oid = 'varchar'::regtype)) as hashable,
       coalesce(s.n_distinct, 0)::numeric as distinct,
       case when l.collisdeterministic is not false then coalesce(b.typname, t.typname)::text else '' end as hash_type,
       coalesce(s.correlation, 0)::numeric as correlation,
       coalesce(s.null_frac, 0)::numeric as nulls,
       s.attname is not null as analyzed,
       coalesce(s.most_common_vals::text::text[], '{}') as common_values,
       coalesce(s.most_common_freqs::text[], '{}') as common_parts,
       coalesce(s.histogram_bounds::text::text[], '{}') as bounds
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type as t on t.oid = a.atttypid
left join pg_type as b on b.oid = t.typbasetype
left join pg_collation as l on l.oid = a.attcollation
left join pg_stats as s
       on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname and s.inherited = (c.relkind = 'p')
where c.oid = any (?::oid[])
order by 1, a.attnum
