-- \d, \dt, \dv, \dm, \ds. Parameters: the kinds in one text, patterns of the schema and of the name, or null for none.
select n.nspname as "Schema",
       c.relname as "Name",
       case c.relkind
           when 'r' then 'table'
           when 'p' then 'partitioned table'
           when 'v' then 'view'
           when 'm' then 'materialized view'
           when 'S' then 'sequence'
           when 'f' then 'foreign table'
       end as "Type",
       pg_get_userbyid(c.relowner) as "Owner"
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 cross join (select ?::text as kinds, ?::text as schema, ?::text as name) asked
 where strpos(kinds, c.relkind::text) > 0
   and case when schema is null then pg_table_is_visible(c.oid) else n.nspname ~ schema end
   and case when schema is null and name is null
            then n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'
            else c.relname ~ coalesce(name, '')
       end
 order by 1, 2
