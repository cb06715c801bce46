explain (format json, verbose)
with s as materialized (select sale_id, state from sale),
     i as materialized (select sale_id, amount from invoice)
select s.state, sum(i.amount)
from   s
join   i using (sale_id)
group  by s.state;
