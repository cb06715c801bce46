-- One question, asked in several ways: amount and lines by channel, from sale_detail joined with sale. The sales are
-- co-located with their details by state, and once more there by another column. Two hundred made-up states, so that every
-- shard has rows.
drop schema if exists join_tables cascade;
create schema join_tables;
set search_path to join_tables, public;
create table sale        (state text, sale_id bigint, channel text, primary key (state, sale_id));
create table sale_detail (state text, sale_id bigint, line int, amount numeric(12,2), primary key (state, sale_id, line));
create table sale_by_id  (sale_id bigint primary key, channel text)
