-- points agree with sales
-- Did every sale earn its customer a point for each whole dollar, once?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join (select state,
                            sale_id,
                            count(*)         as movements,
                            sum(points)      as points,
                            max(customer_id) as customer_id
                       from points_movement
                      where sale_id is not null
                      group by state, sale_id) p
            on p.state = s.state and p.sale_id = s.sale_id
         where p.movements is distinct from 1
            or p.points <> floor(s.total)
            or p.customer_id <> s.customer_id
         group by s.state) by_state
