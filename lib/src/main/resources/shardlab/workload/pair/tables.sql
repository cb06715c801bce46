-- Some sales and their lines, for a join at any size: sale is co-located with sale_detail by state, sale_by_id holds the
-- same sales by another column. Two hundred made-up states, so that every shard has rows.
drop schema if exists join_pair cascade;
create schema join_pair;
set search_path to join_pair, public;
create table sale        (state text, sale_id bigint, channel text, primary key (state, sale_id));
create table sale_detail (state text, sale_id bigint, line int, amount numeric(12,2), primary key (state, sale_id, line));
create table sale_by_id  (sale_id bigint primary key, channel text)
