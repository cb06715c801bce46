explain (format json, verbose)
with per_sale as materialized (
    select sale_id, sum(amount) as amount
    from   invoice
    group  by sale_id
)
select s.state, sum(p.amount)
from   sale s
join   per_sale p on p.sale_id = s.sale_id
group  by s.state;
