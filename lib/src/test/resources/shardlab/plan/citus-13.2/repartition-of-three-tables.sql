set citus.enable_repartition_joins to on;
explain (format json, verbose)
select count(*), sum(i.amount)
from   sale s
join   sale_detail d using (state, sale_id)
join   invoice i on i.sale_id = s.sale_id;
