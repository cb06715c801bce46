-- title: Shards and bytes by node
select nodename as host, nodeport as port, count(*) filter (where citus_table_type = 'distributed') as shards,
       pg_size_pretty(sum(shard_size) filter (where citus_table_type = 'distributed')) as distributed,
       pg_size_pretty(sum(shard_size) filter (where citus_table_type = 'reference')) as "reference tables"
  from citus_shards
 group by nodename, nodeport
 order by nodename, nodeport
