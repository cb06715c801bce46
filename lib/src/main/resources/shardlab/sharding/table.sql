select table_name::text,
       citus_table_type,
       nullif(distribution_column, '<none>') as distribution_column,
       colocation_id,
       table_size,
       shard_count
  from citus_tables
 where table_name = ?::regclass
