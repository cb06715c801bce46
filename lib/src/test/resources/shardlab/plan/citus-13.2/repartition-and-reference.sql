set citus.enable_repartition_joins to on;
explain (format json, verbose)
select p.category, sum(i.amount)
from   sale_detail d
join   invoice i on i.sale_id = d.sale_id
join   product p on p.product_id = d.product_id
group  by p.category;
