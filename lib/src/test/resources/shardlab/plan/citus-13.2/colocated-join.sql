explain (format json, verbose)
select s.state, count(*), sum(d.amount)
from   sale s
join   sale_detail d using (state, sale_id)
group  by s.state;
