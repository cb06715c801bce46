-- The node that connects and the one that is connected to, by their groups.
select f.groupid                 as from_group,
       t.groupid                 as to_group,
       coalesce(h.result, false) as ok
  from citus_check_cluster_node_health() h
  join pg_dist_node f on f.nodename = h.from_nodename and f.nodeport = h.from_nodeport
  join pg_dist_node t on t.nodename = h.to_nodename and t.nodeport = h.to_nodeport
 order by f.groupid, t.groupid
