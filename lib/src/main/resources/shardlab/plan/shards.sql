with node as (
    select groupid,
           case when groupid = 0 then 'coordinator'
                else 'worker-' || count(*) filter (where groupid <> 0) over (order by nodeid)
           end as name
      from pg_dist_node
     where noderole = 'primary'
)
select c.relname            as table_name,
       s.shardid            as shard_id,
       t.partmethod = 'n'   as reference,
       n.name               as node
  from pg_dist_partition t
  join pg_class c on c.oid = t.logicalrelid
  join pg_dist_shard s on s.logicalrelid = t.logicalrelid
  join pg_dist_placement p on p.shardid = s.shardid
  join node n on n.groupid = p.groupid
 order by s.shardid, n.name
