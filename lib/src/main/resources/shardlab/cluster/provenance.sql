select split_part(current_setting('server_version'), ' ', 1) as postgres_version,
       current_setting('fsync')                              as fsync,
       current_setting('synchronous_commit')                 as synchronous_commit
