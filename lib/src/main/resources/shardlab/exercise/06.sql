-- How many seconds does a repartition join of 320 fetches and 3.2 s take with one bucket a node in place of four?
-- exercise 1: number in s within 0.1
-- hint: at 1,000 sales nearly all of it are fetches: what does one cost?
-- hint: a quarter of the buckets: how many fetches are left?
-- answer: A quarter of the buckets is a quarter of the fetches, 80, and one costs 10 ms.
select 0.8;
-- not: that is what is saved
select 2.4;
-- not: the fetches are fewer by four, and not by the half or by sixteen
select 1.6 union all select 0.2;
-- not: it goes down with the buckets, and not up
select 12.8;

-- From how many sales on is a fixed price of 2,000 ms less than half, with 5 ms for each 1,000 sales?
-- exercise 2: number
-- hint: half of the time is the fixed price: then the other half is as long
-- hint: when have the growing parts come to 2,000 ms, at 5 ms for each 1,000 sales?
-- answer: 2,000 ms by 5 ms are 400 times 1,000 sales. Below that, a ratio to another join is about the fixed price.
select 400000;
-- not: that is where the growing part is half of the fixed price, and not half of the time
select 200000;
-- not: that is how many thousands of sales
select 400;
-- not: from there on it is less than a third
select 800000;

-- How many milliseconds are ten fetches of four trips of 90 ms?
-- exercise 3: number in ms
-- hint: how long does one fetch wait?
-- hint: ten fetches one after the other, each of four trips
-- answer: 10 * 4 * 90 ms, and no row was sent yet. That is why a repartition over continents takes seconds.
select 10 * 4 * 90;
-- not: that is one trip for each fetch
select 10 * 90;
-- not: that is one fetch
select 4 * 90;
-- not: 90 ms are a trip there and back already
select 2 * 10 * 4 * 90;
