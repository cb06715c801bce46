-- users by the group of the node that has them
select id, p.groupid
  from generate_series(1, ?::bigint) id
 cross join lateral get_shard_id_for_distribution_column('client_lab.users', id) as s (shardid)
  join pg_dist_placement p on p.shardid = s.shardid
 order by id
