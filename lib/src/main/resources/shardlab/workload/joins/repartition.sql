select set_config('citus.enable_repartition_joins', 'on', false),
       set_config('citus.enable_single_hash_repartition_joins', ?, false)
