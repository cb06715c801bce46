-- \df. Parameters: patterns of the schema and of the name, or null for none.
select n.nspname as "Schema",
       p.proname as "Name",
       pg_get_function_result(p.oid) as "Result data type",
       pg_get_function_arguments(p.oid) as "Argument data types",
       case p.prokind when 'a' then 'agg' when 'w' then 'window' when 'p' then 'proc' else 'func' end as "Type"
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 cross join (select ?::text as schema, ?::text as name) asked
 where case when schema is null then pg_function_is_visible(p.oid) else n.nspname ~ schema end
   and case when schema is null and name is null
            then n.nspname not in ('pg_catalog', 'information_schema')
            else p.proname ~ coalesce(name, '')
       end
 order by 1, 2, 4
