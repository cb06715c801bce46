-- invoice lines agree
-- Is every invoice's subtotal the sum of its lines?
select coalesce(sum(violations), 0)::bigint as violations
  from (select i.state,
               count(*) as violations
          from invoice i
          left join (select state,
                            invoice_id,
                            sum(amount) as amount
                       from invoice_detail
                      group by state, invoice_id) d
            on d.state = i.state and d.invoice_id = i.invoice_id
         where i.subtotal is distinct from d.amount
         group by i.state) by_state
