-- customers buy at home
-- Is every sale to a customer of the same state?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join customer c
            on c.state = s.state and c.customer_id = s.customer_id
         where c.customer_id is null
         group by s.state) by_state
