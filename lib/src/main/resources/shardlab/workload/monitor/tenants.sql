-- Tenants of which no two are in one shard.
select distinct on (get_shard_id_for_distribution_column('monitor_lab.purchase', i)) i as tenant
  from generate_series(1, 60) i
 order by get_shard_id_for_distribution_column('monitor_lab.purchase', i), i
 limit ?
