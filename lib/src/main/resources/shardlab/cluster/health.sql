select from_nodename,
       from_nodeport,
       to_nodename,
       to_nodeport,
       coalesce(result, false) as ok
  from citus_check_cluster_node_health()
