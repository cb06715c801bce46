select table_name::text as name, citus_table_type = 'distributed' as distributed
  from citus_tables
 where citus_table_type in ('distributed', 'reference')
 order by 1
