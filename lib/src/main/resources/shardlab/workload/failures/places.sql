select state, s.shardid as shard_id, p.groupid as group_id
  from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) state
 cross join lateral get_shard_id_for_distribution_column('failure_lab.sale', state) as s (shardid)
  join pg_dist_placement p on p.shardid = s.shardid
 order by p.groupid, s.shardid, state
