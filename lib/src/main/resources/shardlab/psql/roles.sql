-- \du. Parameters: the second is the pattern of the name, or null for none.
select r.rolname as "Role name",
       concat_ws(', ', case when r.rolsuper then 'Superuser' end, case when not r.rolinherit then 'No inheritance' end,
                 case when r.rolcreaterole then 'Create role' end, case when r.rolcreatedb then 'Create DB' end,
                 case when not r.rolcanlogin then 'Cannot login' end,
                 case when r.rolreplication then 'Replication' end) as "Attributes"
  from pg_roles r
 cross join (select ?::text as schema, ?::text as name) asked
 where case when name is null then r.rolname !~ '^pg_' else r.rolname ~ name end
 order by 1
