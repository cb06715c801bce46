explain (format json, verbose)
select count(*), sum(d.amount)
from   sale s
join   sale_detail d using (state, sale_id)
where  s.state = 'TX';
