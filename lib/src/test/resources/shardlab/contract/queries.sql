-- name: all rows in order
select * from sale order by state, id;
-- name: one row by its key
select * from sale where state = 'CA' and id = 19;
-- name: rows of one state
select count(*), sum(total), min(sold_at), max(note) from sale where state = 'TX';
-- name: rows of some states
select state, count(*) from sale where state in ('CA', 'NY', 'XX') group by state order by state;
-- name: rows of states by an array
select state, count(*) from sale where state = any (array['FL', 'GA']) group by state order by state;
-- name: rows of either state
select id from sale where state = 'CA' or state = 'TX' order by id limit 7;
-- name: no row
select * from sale where state = 'ZZ';
-- name: null is found
select count(*) from sale where note is null;
-- name: aggregates of all rows
select count(*), count(note), sum(total), avg(total), min(total), max(total), count(distinct customer_id) from sale;
-- name: statistics of all rows
select round(stddev(total), 6), round(variance(total), 6), round(corr(total, id)::numeric, 6) from sale;
-- name: boolean aggregates
select bool_or(vip), bool_and(vip), every(id > 0) from customer;
-- name: aggregates by distribution column
select state, count(*), sum(total), avg(total) from sale group by state order by state;
-- name: aggregates by another column
select category_id, count(*), sum(total), avg(total) from sale group by category_id order by category_id;
-- name: aggregates by an expression
select date_trunc('month', sold_at) as month, count(*) from sale group by 1 order by 1;
-- name: having
select customer_id, count(*) from sale group by customer_id having count(*) > 7 order by customer_id limit 10;
-- name: filtered aggregates
select count(*) filter (where total > 500), sum(total) filter (where state = 'CA') from sale;
-- name: ordered aggregates of one state
select string_agg(id::text, ',' order by id), array_agg(category_id order by id) from sale where state = 'MI' and id < 200;
-- name: grouping sets by state
select state, category_id, count(*) from sale where state = 'OH' group by rollup (state, category_id) order by 1, 2;
-- name: distinct
select distinct category_id from sale order by category_id;
-- name: distinct on
select distinct on (state) state, id, total from sale order by state, total desc, id;
-- name: limit and offset
select id, total from sale order by total desc, id limit 5 offset 10;
-- name: expressions and casts
select id, total::int, upper(state) || id, coalesce(note, '-'), case when total > 500 then 'high' else 'low' end
  from sale where id <= 20 order by id;
-- name: dates
select count(*) from sale where sold_at >= timestamptz '2024-06-01 00:00+00' and sold_at < timestamptz '2024-07-01 00:00+00';
-- name: patterns
select id, note from sale where note like 'note 1_2' order by id;
-- name: window by distribution column
select state, id, rank() over (partition by state order by total desc, id) as place from sale where id < 60 order by 1, 3;
-- name: window over everything
select id, sum(total) over (order by id) from sale order by id limit 20;
-- name: co-located join
select c.name, count(*), sum(s.total) from sale s join customer c on c.state = s.state and c.id = s.customer_id
 group by c.name order by c.name limit 20;
-- name: co-located join of three tables
select s.state, count(*), sum(d.quantity * d.price)
  from sale s
  join sale_detail d on d.state = s.state and d.sale_id = s.id
  join customer c on c.state = s.state and c.id = s.customer_id
 where c.vip group by s.state order by s.state;
-- name: co-located join of one state
select s.id, d.line, d.price from sale s join sale_detail d on d.state = s.state and d.sale_id = s.id
 where s.state = 'PA' and s.id < 100 order by s.id, d.line;
-- name: co-located outer join
select c.state, count(*), count(s.id) from customer c
  left join sale s on s.state = c.state and s.customer_id = c.id and s.total > 900
 group by c.state order by c.state;
-- name: full join of co-located tables
select count(*), count(s.id), count(d.sale_id) from sale s
  full join sale_detail d on d.state = s.state and d.sale_id = s.id and d.line = 1 and s.total > 100;
-- name: join with a reference table
select g.name, count(*), sum(s.total) from sale s join category g on g.id = s.category_id group by g.name order by g.name;
-- name: join with a reference table for one state
select s.id, g.name from sale s join category g on g.id = s.category_id where s.state = 'NC' and s.id < 100 order by s.id;
-- name: outer join with a reference table
select g.id, s.id from sale s left join category g on g.id = s.category_id and g.id < 3 where s.id < 40 order by s.id;
-- name: reference table alone
select * from category order by id;
-- name: exists
select count(*) from customer c where exists
 (select from sale s where s.state = c.state and s.customer_id = c.id and s.total > 800);
-- name: not exists
select count(*) from customer c where not exists (select from sale s where s.state = c.state and s.customer_id = c.id);
-- name: in a subquery
select count(*) from sale where customer_id in (select id from customer where vip);
-- name: scalar subquery
select id, total from sale where total = (select max(total) from sale) order by id;
-- name: subquery in from
select round(avg(n), 4) from (select state, customer_id, count(*) as n from sale
         group by state, customer_id) as per_customer;
-- name: common table expression
with best as (select state, sum(total) as total from sale group by state)
select state, total from best where total > (select avg(total) from best) order by state;
-- name: common table expressions that are joined
with vip as (select state, id from customer where vip), big as (select * from sale where total > 700)
select count(*) from big join vip on vip.state = big.state and vip.id = big.customer_id;
-- name: union
select state from sale where total > 995 union select state from customer where vip order by state;
-- name: union all
select count(*) from (select state from sale union all select state from customer) as all_rows;
-- name: intersect and except
(select state from customer intersect select state from sale) except select 'CA' order by state;
-- name: lateral
select c.id, top.id as sale_id from customer c, lateral
 (select s.id from sale s where s.state = c.state and s.customer_id = c.id order by s.total desc, s.id limit 1) as top
 where c.id <= 30 order by c.id;
-- name: join with values
select s.id, v.word from sale s join (values ('CA', 'west'), ('NY', 'east')) as v (state, word) on v.state = s.state
 where s.id < 60 order by s.id;
-- name: join with a series
select g, count(s.id) from generate_series(1, 5) as g join sale s on s.category_id = g group by g order by g;
-- name: percentiles of one state
select percentile_cont(0.5) within group (order by total) from sale where state = 'GA';
-- name: system functions
select count(*) from sale where sold_at < now() and state = 'IL';
