-- two years of sales
-- Is every sale from 2024 or 2025, in the branch's own time?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          join branch b
            on b.state = s.state and b.branch_id = s.branch_id
         where (s.sold_at at time zone b.time_zone)::date not between date '2024-01-01' and date '2025-12-31'
         group by s.state) by_state
