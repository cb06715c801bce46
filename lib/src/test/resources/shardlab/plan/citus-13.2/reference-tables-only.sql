explain (format json, verbose)
select category, count(*)
from   product
group  by category;
