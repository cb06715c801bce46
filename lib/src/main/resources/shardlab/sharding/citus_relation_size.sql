select citus_relation_size(?::regclass)
