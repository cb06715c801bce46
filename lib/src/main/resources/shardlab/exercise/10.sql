-- How many of 32 shards move when a fifth worker comes to four?
-- exercise 1: number
-- hint: shards go to the new worker, and none between the old ones
-- hint: how many can the new one have at most, so that nobody has two more?
-- answer: It ends with 7, 7, 6, 6, 6. The new worker has 6, and nobody has two more than another.
select 6;
-- not: then it would have as many as the others have now, and they would have fewer
select 8;
-- not: fewer are enough: nobody has two more than another before the last of these
select 7;
-- not: a shard is moved whole
select 6.4;

-- Which share of the keys moves when a tenth node comes to nine, by hash modulo nodes, in percent?
-- exercise 2: number in %
-- hint: a key stays if its hash leaves the same rest divided by 9 and by 10
-- hint: of 90 hashes in a row, how many leave the same rest by both?
-- answer: Of 90 hashes in a row, the 9 below 9 stay; so one in ten stays.
select 90;
-- not: that is the share that stays
select 10;
-- not: that would do if the keys that stay could stay: ranges and shards can, modulo does not
select 11.1 union all select 11;

-- How many times the average does the fullest of eight workers have, with California's 40 of 180 rows in a shard of its own?
-- exercise 3: number within 0.03
-- hint: California cannot be parted: its worker has that much at least
-- hint: California's share, divided by an eighth
-- answer: (40 / 180) / (1 / 8) = 1.78.
select 1.8;
-- not: that is California's share of all rows, and the average is an eighth
select 0.22 union all select 22.2;
-- not: that is against the others together
select 2.0;
