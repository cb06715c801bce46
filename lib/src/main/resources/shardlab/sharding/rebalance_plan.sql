select m.table_name::text as table_name, m.shardid as shard_id, s.groupid as from_group, t.groupid as to_group,
       t.nodename as host, t.nodeport as port
  from get_rebalance_table_shards_plan(?::regclass, rebalance_strategy => ?::name) with ordinality as m
       (table_name, shardid, shard_size, sourcename, sourceport, targetname, targetport, i)
  join pg_dist_node s on (s.nodename, s.nodeport) = (m.sourcename, m.sourceport)
  join pg_dist_node t on (t.nodename, t.nodeport) = (m.targetname, m.targetport)
 order by m.i
