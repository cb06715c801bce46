select (select count(*) from failure_lab.sale)    as sales,
       (select sum(amount) from failure_lab.sale) as amount,
       (select count(*) from failure_lab.coupon)  as coupons
