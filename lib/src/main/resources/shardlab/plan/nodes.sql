-- workers are named by the order of their node ids
select nodename as host,
       nodeport as port,
       case when groupid = 0 then 'coordinator'
            else 'worker-' || count(*) filter (where groupid <> 0) over (order by nodeid)
       end as name
  from pg_dist_node
 where noderole = 'primary'
 order by nodeid
