-- Groups of co-located shards and where they are: what moves together. The one with the lowest number stands for its group.
select p.colocationid                                                as colocation_id,
       s.shardminvalue::bigint                                       as min_hash,
       min(s.shardid)                                                as shard_id,
       (array_agg(s.logicalrelid::text order by s.shardid))[1]       as table_name,
       string_agg(s.shardid::text, ' ' order by s.shardid)           as shard_ids,
       l.groupid                                                     as group_id
  from pg_dist_partition p
  join pg_dist_shard s on s.logicalrelid = p.logicalrelid
  join pg_dist_placement l on l.shardid = s.shardid and l.shardstate = 1
 where p.partmethod = 'h'
 group by p.colocationid, s.shardminvalue::bigint, l.groupid
 order by p.colocationid, s.shardminvalue::bigint, l.groupid
