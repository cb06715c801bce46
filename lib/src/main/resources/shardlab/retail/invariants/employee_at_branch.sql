-- employees sell at their branch
-- Was every sale made by an employee of the branch that made it?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join employee e
            on e.state = s.state and e.employee_id = s.employee_id
         where e.branch_id is distinct from s.branch_id
         group by s.state) by_state
