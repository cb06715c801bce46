-- One question, asked in several ways: amount and lines by channel, from sale_detail joined with sale. The same sales
-- lie there four times: co-located with their details, by another column, on every node, and on the coordinator alone.
drop schema if exists bench_joins cascade;
create schema bench_joins;
set search_path to bench_joins, public;
create table sale           (state text, sale_id bigint, channel text, primary key (state, sale_id));
create table sale_detail    (state text, sale_id bigint, line int, amount numeric(12,2), primary key (state, sale_id, line));
create table sale_by_id     (sale_id bigint primary key, channel text);
create table sale_reference (sale_id bigint primary key, channel text);
create table sale_local     (sale_id bigint primary key, channel text)
