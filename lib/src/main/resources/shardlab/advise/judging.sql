-- nothing is a router query only because two shards happen to lie on one node; a join may repartition
set citus.enable_non_colocated_router_query_pushdown to off;
set citus.enable_repartition_joins to on;
set plan_cache_mode to force_custom_plan;
set lock_timeout to '5s';
set statement_timeout to '30s'
