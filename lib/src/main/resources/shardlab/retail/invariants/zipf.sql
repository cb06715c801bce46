-- products follow Zipf's law
-- Is product r sold 1/r times as often as product 1, within five standard errors, for the ten best sellers?
with sold as (
    select product_id,
           count(*)::float8 as lines
      from sale_detail
     where product_id <= 10
     group by product_id
),
compared as (
    select product_id,
           lines,
           max(lines) filter (where product_id = 1) over () as best
      from sold
)
select count(*) as violations
  from compared
 where abs(product_id * lines / best - 1) > 5 * sqrt(1 / lines + 1 / best)
