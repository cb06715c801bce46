-- The primary nodes, the coordinator first; workers are numbered by their node ids.
select nodeid,
       groupid,
       nodename,
       nodeport,
       isactive,
       row_number() over (partition by groupid = 0 order by nodeid) as number
  from pg_dist_node
 where noderole = 'primary'
 order by groupid <> 0, nodeid
