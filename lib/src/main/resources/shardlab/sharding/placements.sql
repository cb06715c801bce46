select s.shardid  as shard_id,
       n.groupid  as group_id,
       n.nodename as host,
       n.nodeport as port
  from pg_dist_shard s
  join pg_dist_placement p on p.shardid = s.shardid and p.shardstate = 1
  join pg_dist_node n on n.groupid = p.groupid and n.noderole = 'primary'
 where s.logicalrelid = ?::regclass
 order by s.shardid, n.groupid
