explain (format json, verbose)
select count(*)
from   sale
where  lower(state) = 'tx';
