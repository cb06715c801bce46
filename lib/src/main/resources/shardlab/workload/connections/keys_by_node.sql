-- users by the group of the node that has them
select id, groupid
  from generate_series(1, ?::bigint) id
  join pg_dist_placement on shardid = get_shard_id_for_distribution_column('client_lab.users', id)
 order by id
