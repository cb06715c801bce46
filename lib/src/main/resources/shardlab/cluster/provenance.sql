select split_part(current_setting('server_version'), ' ', 1)                           as postgres_version,
       (select split_part(extversion, '-', 1) from pg_extension where extname = 'citus') as citus_version,
       current_setting('fsync')                                                        as fsync,
       current_setting('synchronous_commit')                                           as synchronous_commit
