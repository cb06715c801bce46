explain (format json, verbose)
select count(*)
from   sale
where  state = 'FL' or state = 'NY';
