select set_config('citus.max_cached_conns_per_worker', '0', false)
