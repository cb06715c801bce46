select citus_total_relation_size(?::regclass)
