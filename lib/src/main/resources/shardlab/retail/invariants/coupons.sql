-- discounts come from coupons
-- Is every discount that of the coupon redeemed with the sale, and none without?
select coalesce(sum(violations), 0)::bigint as violations
  from (select s.state,
               count(*) as violations
          from sale s
          left join redeemed_coupon r
            on r.state = s.state and r.sale_id = s.sale_id
         where s.discount <> coalesce(r.discount, 0)
         group by s.state) by_state
