-- How many fetches are a dual repartition of two tables of 8 shards, with five nodes and four buckets each?
-- exercise 1: number
-- hint: a map task for each shard of both tables; what does each of them write, and who fetches it?
-- hint: map tasks of both tables, times merge tasks: buckets a node, times nodes
-- answer: Each of the 8 + 8 map tasks writes 5 * 4 buckets, and each bucket is fetched.
select (8 + 8) * 5 * 4;
-- not: both tables are cut anew
select 8 * 5 * 4;
-- not: four buckets are those of one node
select (8 + 8) * 4;
-- not: that is one bucket a node
select (8 + 8) * 5;
-- not: all five nodes have buckets
select (8 + 8) * 4 * 4;
-- not: the map tasks of both tables are added, not multiplied
select 8 * 8 * 5 * 4;
-- not: those are the merge tasks: each fetches from every map task
select 5 * 4;
-- not: those are the map tasks: the buckets of each are fetched
select 8 + 8;

-- By which columns are sale_detail and invoice joined so that no row moves?
-- exercise 2: columns
-- hint: a join is co-located if it contains the distribution column of both
-- hint: is the state there, beside what joins them now?
-- answer: state, sale_id. A sale and its invoice are in the same state, so the count is the same, and now no row
--   moves.
select 'state, sale_id';

-- How many rows go from node to node for a subplan of 1,000 rows that four workers need?
-- exercise 3: number
-- hint: first the rows of the subplan are put together in one place, and then?
-- hint: to the coordinator once, then to each of the four
-- answer: 1,000 to the coordinator and 1,000 to each of four workers. With four workers a broadcast moves every row
--   five times; that is why it is for small results.
select 1000 + 4 * 1000;
-- not: the way to the coordinator is missing
select 4 * 1000;
-- not: that is the way to the coordinator alone
select 1000;
-- not: each worker gets all rows, and not its part of them
select 2 * 1000;
