-- foreign keys hold
-- Is every row that another refers to there, on whichever node?
select coalesce(sum(violations), 0)::bigint as violations
  from (select d.state, count(*) as violations
          from sale_detail d
          left join sale s on s.state = d.state and s.sale_id = d.sale_id
         where s.sale_id is null
         group by d.state
        union all
        select d.state, count(*)
          from invoice_detail d
          left join invoice i on i.state = d.state and i.invoice_id = d.invoice_id
         where i.invoice_id is null
         group by d.state
        union all
        select i.state, count(*)
          from invoice i
          left join sale s on s.state = i.state and s.sale_id = i.sale_id
         where s.sale_id is null
         group by i.state
        union all
        select r.state, count(*)
          from redeemed_coupon r
          left join sale s on s.state = r.state and s.sale_id = r.sale_id
         where s.sale_id is null
         group by r.state
        union all
        select p.state, count(*)
          from points_movement p
          left join sale s on s.state = p.state and s.sale_id = p.sale_id
         where s.sale_id is null and p.sale_id is not null
         group by p.state
        union all
        select e.state, count(*)
          from employee e
          left join branch b on b.state = e.state and b.branch_id = e.branch_id
         where b.branch_id is null
         group by e.state) missing
