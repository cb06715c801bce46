-- The rows of each placement, and where it lies.
select s.shardminvalue, n.groupid, p.result
from   run_command_on_placements(:table, :query) p
join   pg_dist_shard s using (shardid)
join   pg_dist_node n using (nodename, nodeport)
where  :distributed or n.groupid > 0
