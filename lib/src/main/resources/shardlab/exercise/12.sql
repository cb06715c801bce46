-- On how many of four workers would the four countries live with 64 shards?
-- exercise 1: number
-- hint: the hash says which of the 64 shards, counted from 0
-- hint: ShardMap.shardIndex(PostgresHash.hashInt4(1), 64) is the shard of country 1; modulo four it says the worker
-- answer: Whatever it is, it is chance, and the next country may undo it.
select count(distinct (hashint4(country)::bigint + 2147483648) / (4294967296 / 64) % 4)
from generate_series(1, 4) as country;
-- not: that is how many shards they fill
select count(distinct (hashint4(country)::bigint + 2147483648) / (4294967296 / 64)) from generate_series(1, 4) as country;

-- How many shards has customer by now?
-- exercise 2: number
-- hint: it began with 32, and countries were isolated, five by now
-- hint: each isolation took one shard away and brought three
-- answer: It began with 32; each isolation took one shard away and brought three.
select count(*) from pg_dist_shard where logicalrelid = 'countries.customer'::regclass;
-- not: so many it had at first
select 32;
-- not: an isolation brings three shards, and takes one away
select 32 + 5 * 3;
-- not: an isolation cuts one shard in three
select 32 + 5;
-- not: there are five countries by now
select 32 + 4 * 2;

-- How many rows rest on every node alike?
-- exercise 3: number
-- hint: only reference tables are on every node: which are they?
-- hint: count the rows of country and of country_home
-- answer: They are harmless, because nothing of a country's people is in them. Keep it so.
select (select count(*) from countries.country) + (select count(*) from countries.country_home);
-- not: that is one of the two tables
select count(*) from countries.country;
-- not: there are five countries by now
select 8;
