-- a plan that serves any array of ids asks every shard: each query is planned for its own
set plan_cache_mode = force_custom_plan
