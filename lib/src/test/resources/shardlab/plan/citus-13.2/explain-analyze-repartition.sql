set citus.enable_repartition_joins to on;
explain (format json, verbose, analyze)
select count(*), sum(i.amount)
from   sale s
join   invoice i on i.sale_id = s.sale_id;
