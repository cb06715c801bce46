-- title: Tables
select table_name::text as "table", citus_table_type as type, distribution_column as "distributed by",
       colocation_id as "co-location",
       shard_count as shards, table_size as size
  from citus_tables
 order by colocation_id, table_name::text
