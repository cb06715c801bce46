-- every customer is welcomed
-- Did every customer get the welcome points once?
select coalesce(sum(violations), 0)::bigint as violations
  from (select c.state,
               count(*) as violations
          from customer c
          left join (select state,
                            customer_id,
                            count(*) as movements
                       from points_movement
                      where sale_id is null
                      group by state, customer_id) p
            on p.state = c.state and p.customer_id = c.customer_id
         where p.movements is distinct from 1
         group by c.state) by_state
