-- \di. Parameters: patterns of the schema and of the name, or null for none.
select n.nspname as "Schema",
       c.relname as "Name",
       case c.relkind when 'i' then 'index' else 'partitioned index' end as "Type",
       pg_get_userbyid(c.relowner) as "Owner",
       t.relname as "Table"
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_index i on i.indexrelid = c.oid
  join pg_class t on t.oid = i.indrelid
 cross join (select ?::text as schema, ?::text as name) asked
 where case when schema is null then pg_table_is_visible(c.oid) else n.nspname ~ schema end
   and case when schema is null and name is null
            then n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'
            else c.relname ~ coalesce(name, '')
       end
 order by 1, 2
