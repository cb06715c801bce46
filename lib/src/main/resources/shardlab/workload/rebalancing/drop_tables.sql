set client_min_messages = warning;
drop schema if exists skew cascade;
delete from pg_dist_rebalance_strategy where name in ('by_rows', 'skew_by_count', 'skew_by_size');
