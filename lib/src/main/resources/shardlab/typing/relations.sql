-- Tables and views: of a schema, or those that need no schema. Parameters: the schema or null, the beginning of the name.
select quote_ident(c.relname) as word,
       case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 cross join (select ?::text as schema, ?::text as beginning) asked
 where c.relkind in ('r', 'p', 'v', 'm', 'f')
   and case when schema is null then pg_table_is_visible(c.oid) else n.nspname = schema end
   and (schema is not null or beginning <> '' or n.nspname <> 'pg_catalog')
   and starts_with(lower(c.relname), lower(beginning))
 order by n.nspname = 'pg_catalog', c.relname
