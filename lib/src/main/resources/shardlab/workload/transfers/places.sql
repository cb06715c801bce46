select b as branch, s.shardid as shard_id, p.groupid as group_id
  from generate_series(1, ?::int) b
 cross join lateral get_shard_id_for_distribution_column('transfer_lab.account', b) as s (shardid)
  join pg_dist_placement p on p.shardid = s.shardid
 order by b
