select ty.typname::text
  from citus_tables t
  join pg_attribute a on a.attrelid = t.table_name and a.attname = t.distribution_column
  join pg_type ty on ty.oid = a.atttypid
 where t.table_name = ?::regclass
