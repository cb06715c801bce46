-- title: A worker has no shards
-- why: a worker that was added gets none of the shards that are there; it costs and does nothing.
-- do: select citus_rebalance_start(), after a look at get_rebalance_table_shards_plan().
select 'warning' as severity, format('%s:%s', n.nodename, n.nodeport) as seen
  from pg_dist_node n
 where n.groupid > 0 and n.isactive and n.shouldhaveshards
   and exists (select from pg_dist_partition where partmethod = 'h')
   and not exists (select from pg_dist_placement p join pg_dist_shard s using (shardid)
                    join pg_dist_partition t using (logicalrelid) where p.groupid = n.groupid and t.partmethod = 'h')
