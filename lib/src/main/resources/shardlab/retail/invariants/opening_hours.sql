-- branches sell while they are open
-- Was every sale made between 9:00 and 21:00 in the branch's own time?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          join branch b
            on b.state = s.state and b.branch_id = s.branch_id
         where (s.sold_at at time zone b.time_zone)::time < time '09:00'
            or (s.sold_at at time zone b.time_zone)::time >= time '21:00'
         group by s.state) by_state
