select nodename as host,
       nodeport as port,
       groupid  as group_id
  from pg_dist_node
 where noderole = 'primary'
 order by nodeid
