explain (format json, verbose)
select state, count(*)
from   sale
where  state in ('CA', 'TX', 'NY')
group  by state;
