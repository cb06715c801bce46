-- customers join before they buy
-- Did every customer join on or before the day of each purchase?
select coalesce(sum(violations), 0)::bigint as violations
  from (select i.state,
               count(*) as violations
          from invoice i
          join customer c
            on c.state = i.state and c.customer_id = i.customer_id
         where c.joined_on > i.issued_on
         group by i.state) by_state
