-- coupons were valid
-- Was every coupon redeemed on a day when it was valid?
select count(*) as violations
  from redeemed_coupon r
  join coupon c on c.coupon_id = r.coupon_id
 where r.redeemed_on not between c.valid_from and c.valid_to
