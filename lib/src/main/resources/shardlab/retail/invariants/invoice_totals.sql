-- invoices agree with sales
-- Has every sale exactly one invoice, of the same total and the same customer?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join (select state,
                            sale_id,
                            count(*)         as invoices,
                            sum(total)       as total,
                            max(customer_id) as customer_id
                       from invoice
                      group by state, sale_id) i
            on i.state = s.state and i.sale_id = s.sale_id
         where i.invoices is distinct from 1
            or i.total <> s.total
            or i.customer_id <> s.customer_id
         group by s.state) by_state
