-- the shards of a table and of all tables co-located with it, by hash, then by table;
-- workers are named by the order of their node ids
with node as (
    select groupid,
           nodename,
           nodeport,
           case when groupid = 0 then 'coordinator'
                else 'worker-' || count(*) filter (where groupid <> 0) over (order by nodeid)
           end as name,
           nodeid
      from pg_dist_node
     where noderole = 'primary'
)
select distinct on (s.shardminvalue::int, s.logicalrelid::text)
       s.logicalrelid::text              as table_name,
       s.logicalrelid = own.logicalrelid as asked_for,
       s.shardid                         as shard_id,
       s.shardminvalue::int              as min_hash,
       s.shardmaxvalue::int              as max_hash,
       n.name                            as node,
       n.nodename                        as host,
       n.nodeport                        as port,
       coalesce(c.shard_size, 0)         as bytes
  from pg_dist_partition own
  join pg_dist_partition other on other.colocationid = own.colocationid
  join pg_dist_shard s on s.logicalrelid = other.logicalrelid
  join pg_dist_placement p on p.shardid = s.shardid and p.shardstate = 1
  join node n on n.groupid = p.groupid
  left join citus_shards c
    on c.shardid = s.shardid and c.nodename = n.nodename and c.nodeport = n.nodeport
 where own.logicalrelid = ?::regclass
   and s.shardminvalue is not null
 order by s.shardminvalue::int, s.logicalrelid::text, n.nodeid
