-- \dn. Parameters: the second is the pattern of the name, or null for none; schemas are in no schema.
select n.nspname as "Name",
       pg_get_userbyid(n.nspowner) as "Owner"
  from pg_namespace n
 cross join (select ?::text as schema, ?::text as name) asked
 where case when name is null then n.nspname !~ '^pg_' and n.nspname <> 'information_schema' else n.nspname ~ name end
 order by 1
