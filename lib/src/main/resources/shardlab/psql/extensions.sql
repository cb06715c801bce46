-- \dx. Parameters: the second is the pattern of the name, or null for none.
select e.extname as "Name",
       e.extversion as "Version",
       n.nspname as "Schema",
       obj_description(e.oid, 'pg_extension') as "Description"
  from pg_extension e
  join pg_namespace n on n.oid = e.extnamespace
 cross join (select ?::text as schema, ?::text as name) asked
 where name is null
    or e.extname ~ name
 order by 1
