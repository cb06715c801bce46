-- How many tasks are three rows with the ids 1, 2 and 3 in one statement?
-- exercise 1: number
-- hint: a task for each shard that gets a row
-- hint: lab.sharding().shardMap("users").shardOf(1L) tells the shard of one of them
-- answer: As many as there are shards with one of the rows.
select count(distinct shardid)
from unnest(array[1, 2, 3]::bigint[]) as id,
     lateral (select get_shard_id_for_distribution_column('users', id) as shardid) as home;
-- not: one statement is not one task: in how many shards are the rows?
select 1;
-- not: those are all shards, and three rows go to three at most
select count(*) from pg_dist_shard where logicalrelid = 'users'::regclass;

-- How many of 20,000 users has a shard of 128 on average?
-- exercise 2: number
-- hint: the hash spreads them evenly: no shard is meant to have more than another
-- hint: rows divided by shards, with the fraction
-- answer: 20,000 / 128. The fullest shard is further from it, as a share: the deviation shrinks by the square root
--   only, so against the average it grows from 4 % to 8 %.
select 20000 / 128.0;
-- not: that is of 32 shards
select 20000 / 32;

-- Which user has the order 7000003?
-- exercise 3: number
-- hint: what are the numbers of orders made of?
-- hint: the user's number, a million times, and a number within it
-- answer: The number divided by 1,000,000.
select 7;
-- not: that is the order's own number within its user
select 3;
-- not: that is the whole number: the user is a part of it
select 7000003;
