-- The last group id that was given to a node, be it there or taken out by now; 0 if none was.
select greatest((select case when is_called then last_value else 0 end from pg_dist_groupid_seq),
                (select coalesce(max(groupid), 0) from pg_dist_node))
