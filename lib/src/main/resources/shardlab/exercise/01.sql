-- Which group does the second worker have?
-- exercise 1: number
-- hint: pg_dist_node has a row for each node; one of its columns is called groupid
-- hint: the coordinator is group 0, and the workers follow in turn
-- answer: The coordinator is group 0; every worker added since got the next number.
select groupid from pg_dist_node where groupid > 0 order by groupid offset 1 limit 1;
-- not: that is its nodeid, and the group has a column of its own
select nodeid from pg_dist_node where groupid > 0 order by groupid offset 1 limit 1;
-- not: that is the port where it listens
select nodeport from pg_dist_node where groupid > 0 order by groupid offset 1 limit 1;
-- not: that is the coordinator
select 0;

-- How many connections does the health check of one coordinator and nine workers try?
-- exercise 2: number
-- hint: who asks whom? Look at the grid above: how many squares has it, with as many nodes?
-- hint: every node tries every node, itself included
-- answer: Every node tries every node, itself included. The check is quadratic in the number of nodes, and so is the
--   number of paths that a repartition join may use.
select 10 * 10;
-- not: a node tries itself, too
select 10 * 9;
-- not: the coordinator is a node as well
select 9 * 9;
-- not: from A to B and from B to A are two connections: one may work where the other does not
select 10 * 9 / 2 union all select 10 * 9 / 2 + 10;
-- not: that is what one node tries
select 10;

-- How many shards of hello has each worker?
-- exercise 3: query
-- hint: pg_tables has a row for each table; each shard is an ordinary table on its worker
-- hint: count the rows of pg_tables with the lesson's schemaname and a tablename like 'hello_%'
-- answer: "select count(*) from pg_tables where tablename like 'hello_%' and schemaname = '" + schema + "'". A shard is
--   an ordinary table on a worker, named after its table and its shard id.
select format('select count(*) from pg_tables where tablename like ''hello\_%%'' and schemaname = %L', n.nspname)
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where c.oid = 'hello'::regclass;
