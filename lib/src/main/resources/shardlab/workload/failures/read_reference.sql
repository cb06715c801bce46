select count(*) from failure_lab.coupon
