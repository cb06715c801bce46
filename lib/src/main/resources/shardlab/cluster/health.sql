select from_nodename       as from_name,
       from_nodeport       as from_port,
       to_nodename         as to_name,
       to_nodeport         as to_port,
       coalesce(result, false) as ok
  from citus_check_cluster_node_health()
