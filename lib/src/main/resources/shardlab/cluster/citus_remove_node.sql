select citus_remove_node(nodename, nodeport) from pg_dist_node where groupid = ? and noderole = 'primary'
