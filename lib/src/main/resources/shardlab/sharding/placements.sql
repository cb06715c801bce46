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
select s.shardid  as shard_id,
       n.name     as node,
       n.nodename as host,
       n.nodeport as port
  from pg_dist_shard s
  join pg_dist_placement p on p.shardid = s.shardid and p.shardstate = 1
  join node n on n.groupid = p.groupid
 where s.logicalrelid = ?::regclass
 order by s.shardid, n.nodeid
