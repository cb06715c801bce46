-- the nodes that buckets are dealt to, in the order in which Citus deals; the coordinator is one if it is registered
select groupid as group_id
  from pg_dist_node
 where noderole = 'primary'
   and isactive
 order by nodename collate "C", nodeport
