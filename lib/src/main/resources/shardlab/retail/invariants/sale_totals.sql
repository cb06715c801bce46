-- sale totals agree
-- Is every sale's subtotal the sum of its lines, and its total the subtotal less the discount?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join (select state,
                            sale_id,
                            sum(amount) as amount
                       from sale_detail
                      group by state, sale_id) d
            on d.state = s.state and d.sale_id = s.sale_id
         where s.subtotal is distinct from d.amount
            or s.total <> s.subtotal - s.discount
         group by s.state) by_state
