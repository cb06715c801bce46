select citus_table_size(?::regclass)
