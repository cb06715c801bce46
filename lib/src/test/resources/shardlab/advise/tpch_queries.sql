-- name: pricing summary
select l_returnflag, l_linestatus, sum(l_quantity), avg(l_discount), count(*) from lineitem
where l_shipdate <= date '1998-09-02' group by 1, 2 order by 1, 2;
-- name: shipping priority
select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate
from customer, orders, lineitem
where c_mktsegment = 'BUILDING' and c_custkey = o_custkey and l_orderkey = o_orderkey and o_orderdate < date '1995-03-15'
group by l_orderkey, o_orderdate order by revenue desc limit 10;
-- name: order priority
select o_orderpriority, count(*) from orders
where exists (select from lineitem where l_orderkey = o_orderkey and l_commitdate < l_receiptdate) group by 1;
-- name: local suppliers
select n_name, sum(l_extendedprice) from customer, orders, lineitem, supplier, nation, region
where c_custkey = o_custkey and l_orderkey = o_orderkey and l_suppkey = s_suppkey and c_nationkey = s_nationkey
  and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'ASIA' group by n_name;
-- name: forecast
select sum(l_extendedprice * l_discount) from lineitem where l_shipdate >= date '1994-01-01' and l_quantity < 24;
-- name: returned items
select c_custkey, c_name, sum(l_extendedprice) from customer, orders, lineitem, nation
where c_custkey = o_custkey and l_orderkey = o_orderkey and l_returnflag = 'R' and c_nationkey = n_nationkey
group by c_custkey, c_name limit 20;
-- name: ship modes
select l_shipmode, count(*) from orders, lineitem where o_orderkey = l_orderkey
  and l_shipmode in ('MAIL', 'SHIP') group by 1;
-- name: promotions
select sum(case when p_type like 'PROMO%' then l_extendedprice else 0 end) from lineitem, part where l_partkey = p_partkey;
-- name: large orders
select o_orderkey, sum(l_quantity) from orders, lineitem
where o_orderkey in (select l_orderkey from lineitem group by l_orderkey having sum(l_quantity) > 300)
  and o_orderkey = l_orderkey group by 1;
-- name: an order's lines
select * from lineitem where l_orderkey = $1;
