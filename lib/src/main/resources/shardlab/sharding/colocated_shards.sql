-- the shards of a table and of all tables co-located with it, by hash, then by table
select distinct on (s.shardminvalue::int, s.logicalrelid::text)
       s.logicalrelid::text              as table_name,
       s.logicalrelid = own.logicalrelid as asked_for,
       s.shardid                         as shard_id,
       s.shardminvalue::int              as min_hash,
       s.shardmaxvalue::int              as max_hash,
       n.groupid                         as group_id,
       n.nodename                        as host,
       n.nodeport                        as port,
       coalesce(c.shard_size, 0)         as bytes
  from pg_dist_partition own
  join pg_dist_partition other on other.colocationid = own.colocationid
  join pg_dist_shard s on s.logicalrelid = other.logicalrelid
  join pg_dist_placement p on p.shardid = s.shardid and p.shardstate = 1
  join pg_dist_node n on n.groupid = p.groupid and n.noderole = 'primary'
  left join citus_shards c
    on c.shardid = s.shardid and c.nodename = n.nodename and c.nodeport = n.nodeport
 where own.logicalrelid = ?::regclass
   and s.shardminvalue is not null
 order by s.shardminvalue::int, s.logicalrelid::text, n.groupid
