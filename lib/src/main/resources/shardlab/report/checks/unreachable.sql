-- title: A node cannot be reached
-- why: every query of many shards fails, and every query of a shard on that node; reference tables cannot be written.
-- do: start its server; ./lab status names it. Where only one node cannot reach another, look at the network, at
--     pg_hba.conf and at .pgpass between these two.
select 'critical' as severity,
       format('%s:%s does not reach %s:%s', from_nodename, from_nodeport, to_nodename, to_nodeport) as seen
  from citus_check_cluster_node_health()
 where result is not true
