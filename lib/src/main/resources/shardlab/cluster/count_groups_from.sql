-- Nodes that are added by hand get group ids after this one.
select setval('pg_catalog.pg_dist_groupid_seq', ?)
