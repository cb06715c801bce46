select c.relname            as table_name,
       s.shardid            as shard_id,
       t.partmethod = 'n'   as reference,
       p.groupid            as group_id
  from pg_dist_partition t
  join pg_class c on c.oid = t.logicalrelid
  join pg_dist_shard s on s.logicalrelid = t.logicalrelid
  join pg_dist_placement p on p.shardid = s.shardid
 order by s.shardid, p.groupid
