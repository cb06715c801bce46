explain (format json, verbose)
select s.state, sum(p.amount)
from   sale s
join   (select sale_id, sum(amount) as amount from invoice group by sale_id order by sale_id limit 10000) p
       on p.sale_id = s.sale_id
group  by s.state;
