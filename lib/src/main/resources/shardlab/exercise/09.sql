-- How many milliseconds does a statement take with 64 clients and 1,600 statements a second?
-- exercise 1: number in ms
-- hint: in a closed loop each client has one statement on its way: how many does one client make in a second?
-- hint: clients = throughput × time, in seconds
-- answer: 64 / 1,600 s.
select 40;
-- not: that is how many statements a client makes in a second
select 25;

-- Of how many queries of 32 tasks is one slow, in percent to one decimal, if one task in a thousand is?
-- exercise 2: number in %
-- hint: how likely is it that none of 32 is slow?
-- hint: 1 − (1 − p)ⁿ with p = 0.001
-- answer: 100 · (1 − 0.999³²) = 3.15.
select round(100 * (1 - power(0.999, 32)), 1);
-- not: that is how often none is slow
select round(100 * power(0.999, 32), 1);
-- not: that is of one task
select 0.1;

-- How large may the pool of each of twelve instances be?
-- exercise 3: number
-- hint: first take from 200 what others need
-- hint: what is left, divided by the instances
-- answer: (200 − 3 − 17) / 12.
select (200 - 3 - 17) / 12;
-- not: that is for all twelve together
select 200 - 3 - 17;
-- not: what is kept for superusers, people and jobs is still in it
select 16.67 union all select round(200 / 12.0, 1);
