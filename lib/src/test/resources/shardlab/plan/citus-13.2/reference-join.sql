explain (format json, verbose)
select p.category, sum(d.amount)
from   sale_detail d
join   product p using (product_id)
group  by p.category;
