-- How a table is distributed; no row if it is not. Nothing is asked of workers, which may be down. Parameter: its name.
select case citus_table_type
           when 'distributed' then format('distributed by %s in %s shards, co-location group %s',
                                          distribution_column, shard_count, colocation_id)
           when 'schema' then format('of a distributed schema, co-location group %s', colocation_id)
           else citus_table_type || ' table'
       end as how
  from citus_tables
 where table_name = to_regclass(?)
