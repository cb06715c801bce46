-- references to reference tables hold
-- Is every product, category, coupon and payment method that a row names there?
select (select count(*)
          from (select distinct product_id from sale_detail) d
          left join product p on p.product_id = d.product_id
         where p.product_id is null)
     + (select count(*)
          from (select distinct product_id from invoice_detail) d
          left join product p on p.product_id = d.product_id
         where p.product_id is null)
     + (select count(*)
          from (select distinct payment_method_id from sale) s
          left join payment_method m on m.payment_method_id = s.payment_method_id
         where m.payment_method_id is null)
     + (select count(*)
          from (select distinct coupon_id from redeemed_coupon) r
          left join coupon c on c.coupon_id = r.coupon_id
         where c.coupon_id is null)
     + (select count(*)
          from product p
          left join category c on c.category_id = p.category_id
         where c.category_id is null) as violations
