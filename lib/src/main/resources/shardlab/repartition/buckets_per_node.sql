-- Citus keeps the setting out of SHOW ALL and has 4 by default; other engines do not know it
select coalesce(nullif(current_setting('citus.repartition_join_bucket_count_per_node', true), ''), '4')::int
