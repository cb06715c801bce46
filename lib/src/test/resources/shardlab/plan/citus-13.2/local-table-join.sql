explain (format json, verbose)
select s.state, sum(s.total * t.rate)
from   sale s
join   tax t using (state)
group  by s.state;
