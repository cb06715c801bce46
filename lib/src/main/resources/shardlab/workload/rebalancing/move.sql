select citus_move_shard_placement(p.shardid, s.nodeid, t.nodeid, m.transfer_mode)
  from (select ?::int, ?::citus.shard_transfer_mode) as m (target, transfer_mode)
  join pg_dist_node t on t.groupid = m.target
  cross join pg_dist_placement p
  join pg_dist_node s on s.groupid = p.groupid
 where p.shardid = ?
