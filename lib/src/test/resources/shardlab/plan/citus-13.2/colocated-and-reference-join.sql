explain (format json, verbose)
select s.state, p.category, sum(d.amount)
from   sale s
join   sale_detail d using (state, sale_id)
join   product p using (product_id)
group  by s.state, p.category;
