-- How many tasks does a count for CA and TX have?
-- exercise 1: number
-- hint: a task asks one shard, whatever the number of values
-- hint: lesson 03 shows in which shards CA and TX are
-- answer: A task for each shard: California and Texas share one of 32, so both are one task, and the query is even a
--   router query.
select count(distinct shardid)
from unnest(array['CA', 'TX']) as state,
     lateral (select get_shard_id_for_distribution_column('sale', state) as shardid) as home;
-- not: that is a task for each value: in which shards are they?
select 2;
-- not: that would be all shards, and the condition is about the distribution column
select count(*) from pg_dist_shard where logicalrelid = 'sale'::regclass;

-- A condition that finds the sales of Texas and cannot be routed.
-- exercise 2: condition
-- hint: the planner routes where it sees column = value: hide one of them
-- hint: same rows, with the column in an expression
-- answer: For example state || '' = 'TX' or upper(state) = 'TX'. Any expression around the column will do.
select 'upper(state) = ''TX''';

-- How many tasks does a join of sale and customer have, for FL only?
-- exercise 3: number
-- hint: both tables are co-located by state, and joined on it
-- hint: what holds for sale.state holds for customer.state: how many shards are left of each, and where are they?
-- answer: The condition on sale.state holds for customer.state too, since they are joined on it; both shards are on
--   the same worker, and their join is one task.
select 1;
-- not: two shards are read, and on one worker: their join is one task
select 2;
-- not: the condition leaves one shard of each table
select count(*) from pg_dist_shard where logicalrelid = 'sale'::regclass;
