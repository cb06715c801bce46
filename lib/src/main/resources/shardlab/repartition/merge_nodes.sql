-- the nodes that buckets are dealt to, in the order in which Citus deals; the coordinator is one if it is registered
with node as (
    select nodename,
           nodeport,
           isactive,
           case when groupid = 0 then 'coordinator'
                else 'worker-' || count(*) filter (where groupid <> 0) over (order by nodeid)
           end as name
      from pg_dist_node
     where noderole = 'primary'
)
select name
  from node
 where isactive
 order by nodename collate "C", nodeport
