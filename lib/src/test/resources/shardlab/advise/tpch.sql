-- Parts, suppliers and orders of the TPC-H benchmark.
create table region (r_regionkey int primary key, r_name text not null);
create table nation (n_nationkey int primary key, n_name text not null, n_regionkey int not null);
create table part (p_partkey int primary key, p_name text not null, p_type text not null, p_size int not null);
create table supplier (s_suppkey int primary key, s_name text not null, s_nationkey int not null, s_acctbal numeric);
create table partsupp (ps_partkey int, ps_suppkey int, ps_availqty int, ps_supplycost numeric,
    primary key (ps_partkey, ps_suppkey));
create table customer (c_custkey int primary key, c_name text not null, c_nationkey int not null, c_mktsegment text);
create table orders (o_orderkey bigint primary key, o_custkey int not null, o_orderdate date not null, o_totalprice numeric,
    o_orderpriority text, o_shippriority int);
create table lineitem (l_orderkey bigint, l_partkey int not null, l_suppkey int not null, l_linenumber int,
    l_quantity numeric, l_extendedprice numeric, l_discount numeric, l_shipdate date, l_commitdate date, l_receiptdate date,
    l_returnflag text, l_linestatus text, l_shipmode text, primary key (l_orderkey, l_linenumber));
