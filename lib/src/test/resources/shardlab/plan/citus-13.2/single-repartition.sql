set citus.enable_repartition_joins to on;
set citus.enable_single_hash_repartition_joins to on;
explain (format json, verbose)
select count(*), avg(r.stars)
from   sale_detail d
join   review r using (product_id);
