-- How many pairs does the health check look at, with one coordinator and six workers?
-- exercise 1: number
-- hint: who asks whom?
-- hint: each node asks each node, itself included
-- answer: Seven nodes, and seven times seven pairs.
select 7 * 7;
-- not: a node asks itself, too
select 7 * 6;
-- not: the coordinator is a node as well
select 6 * 6;
-- not: from A to B and from B to A are two
select 7 * 6 / 2 union all select 7 * 6 / 2 + 7;

-- A waits for B, B for C, and C is idle in transaction. Whose session do you end?
-- exercise 2: choice
-- choices: A, B, C
-- hint: who holds what the others want?
-- hint: who blocks, and waits for nobody?
-- answer: Its locks go, B goes on, and then A.
select 'C';
-- not: nobody waits for A: ending it frees no one
select 'A';
-- not: B waits itself, and has done nothing wrong: who holds what it waits for?
select 'B';

-- Which view shows a query of many shards as one row?
-- exercise 3: choice
-- choices: citus_stat_activity, citus_dist_stat_activity
-- hint: one of them shows what nodes open to one another, too
-- hint: which of them leaves that out?
-- answer: global_pid is there once, on the node where the query began.
select 'citus_dist_stat_activity';
-- not: that one has a row for each connection between nodes as well
select 'citus_stat_activity';
