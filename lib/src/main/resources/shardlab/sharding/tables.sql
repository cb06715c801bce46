select table_name::text,
       citus_table_type,
       nullif(distribution_column, '<none>') as distribution_column,
       colocation_id,
       table_size,
       shard_count
  from citus_tables
 order by citus_table_type, table_name::text
