select groupid
  from pg_dist_node
 where groupid > 0
   and groupid not in (select groupid from skew_notes.node)
 order by groupid
