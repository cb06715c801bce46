-- every row is there
-- Has each of the thirteen tables as many rows as the generator promised, and at least one?
select 13 - count(*) filter (where c.row_count = l.row_count and c.row_count > 0) as violations
  from load_log l
  join (select 'category' as table_name, count(*) as row_count from category
        union all
        select 'payment_method', count(*) from payment_method
        union all
        select 'coupon', count(*) from coupon
        union all
        select 'product', count(*) from product
        union all
        select 'branch', count(*) from branch
        union all
        select 'employee', count(*) from employee
        union all
        select 'customer', count(*) from customer
        union all
        select 'sale', count(*) from sale
        union all
        select 'sale_detail', count(*) from sale_detail
        union all
        select 'invoice', count(*) from invoice
        union all
        select 'invoice_detail', count(*) from invoice_detail
        union all
        select 'redeemed_coupon', count(*) from redeemed_coupon
        union all
        select 'points_movement', count(*) from points_movement
       ) c on c.table_name = l.table_name
