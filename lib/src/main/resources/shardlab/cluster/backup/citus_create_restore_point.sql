select citus_create_restore_point(?)::text
