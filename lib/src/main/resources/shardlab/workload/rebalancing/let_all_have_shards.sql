select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', true)
  from pg_dist_node
 where groupid > 0
   and not shouldhaveshards
