-- a cluster of one node, which holds all shards: how Citus plans does not depend on where they lie
select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', true) from pg_dist_node
