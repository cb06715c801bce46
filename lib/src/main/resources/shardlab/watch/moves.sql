-- What is moving, or waits to be moved, from node to node. Versions of Citus differ in what else they tell.
select min(p.shardid)                                          as shard_id,
       count(*)                                                as shards,
       source.groupid                                          as from_group,
       target.groupid                                          as to_group,
       p.progress = 1                                          as moving,
       sum(p.source_shard_size)::bigint                        as total,
       sum(p.target_shard_size)::bigint                        as done,
       coalesce(max(to_jsonb(p) ->> 'status'), '')             as status
  from get_rebalance_progress() p
  join pg_dist_node source on source.nodename = p.sourcename and source.nodeport = p.sourceport
  join pg_dist_node target on target.nodename = p.targetname and target.nodeport = p.targetport
 where p.progress < 2
 group by source.groupid, target.groupid, p.progress = 1
 order by moving desc, shard_id
