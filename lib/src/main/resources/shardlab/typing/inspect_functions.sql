-- Functions of a name, in a schema or those that need no schema. Parameters: the schema or null, the name.
select p.proname as name,
       format('%I(%s)', p.proname, pg_get_function_arguments(p.oid))
       || case when p.prokind = 'p' then '' else ' → ' || pg_get_function_result(p.oid) end as signature,
       obj_description(p.oid, 'pg_proc') as comment
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 cross join (select ?::text as schema, ?::text as wanted) asked
 where p.proname = wanted
   and case when schema is null then pg_function_is_visible(p.oid) else n.nspname = schema end
 order by p.pronargs, p.oid
