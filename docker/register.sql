-- Registers the nodes, all of them or none. Variables: coordinator, workers (separated by blanks).
-- Workers are added to a cluster that has none: one that was taken out later stays out.
set client_min_messages = warning;

begin;

select pg_advisory_xact_lock(hashtext('shardlab: registration of nodes'));

select citus_set_coordinator_host(:'coordinator', 5432)
 where not exists (select from pg_dist_node where groupid = 0 and nodename = :'coordinator');

select citus_add_node(worker, 5432)
  from string_to_table(:'workers', ' ') with ordinality as list (worker, place)
 where not exists (select from pg_dist_node where groupid <> 0)
 order by place;

commit;

select nodeid, groupid, nodename, nodeport, isactive, shouldhaveshards from pg_dist_node order by groupid;
