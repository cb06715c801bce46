explain (format json, verbose)
select state, count(*), sum(total)
from   sale
group  by state
order  by state;
