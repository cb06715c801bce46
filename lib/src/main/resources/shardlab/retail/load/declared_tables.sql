select c.relname
  from citus_tables t
  join pg_class c on c.oid = t.table_name
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = ?
   and t.citus_table_type in ('distributed', 'reference')
