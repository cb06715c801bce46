select citus_drain_node(nodename, nodeport, 'block_writes', 'by_shard_count')
  from pg_dist_node
 where groupid = ?
