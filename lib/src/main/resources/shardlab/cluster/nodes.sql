-- The primary nodes, the coordinator first.
select nodeid,
       groupid,
       nodename,
       nodeport,
       isactive,
       metadatasynced
  from pg_dist_node
 where noderole = 'primary'
 order by groupid
