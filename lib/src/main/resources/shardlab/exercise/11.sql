-- How many states do not answer while the victim is down?
-- exercise 1: number
-- hint: a state is where its shard is: shop.places() says it
-- hint: count the states whose node is victim
-- answer: shop.places().stream().filter(p -> p.node().equals(victim)).count()
select count(*)
from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state
cross join lateral get_shard_id_for_distribution_column('failure_lab.sale', state) as s (shardid)
join pg_dist_placement as p on p.shardid = s.shardid
where 'worker-' || p.groupid = :victim;
-- not: those are the states that do answer
select count(*)
from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state
cross join lateral get_shard_id_for_distribution_column('failure_lab.sale', state) as s (shardid)
join pg_dist_placement as p on p.shardid = s.shardid
where 'worker-' || p.groupid <> :victim;
-- not: those are shards, and two states can share one
select count(distinct p.shardid)
from unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state
cross join lateral get_shard_id_for_distribution_column('failure_lab.sale', state) as s (shardid)
join pg_dist_placement as p on p.shardid = s.shardid
where 'worker-' || p.groupid = :victim;

-- What does a program know that got 08006 at its commit?
-- exercise 2: choice
-- choices: done, not done, nobody knows
-- hint: the connection broke: before the server had committed, or after?
-- hint: look at the lower lines of the figure
-- answer: It may have been done, and the word of it was lost on the way back.
select v from (values ('nobody knows'), ('nobody'), ('unknown')) as words (v);
-- not: the server may have died before it was done
select 'done';
-- not: the server may have done it, and its word was lost on the way
select 'not done';

-- A statement that pays 10 for request 4711 in CA, however often it is sent.
-- exercise 3: statement
-- hint: the table has the primary key (state, request)
-- hint: insert … on conflict do nothing
-- answer: insert into failure_lab.payment_by_request (state, request, amount) values ('CA', 4711, 10) on conflict do
--   nothing
select 'insert into failure_lab.payment_by_request (state, request, amount) '
    || 'values (''CA'', 4711, 10) on conflict do nothing';
