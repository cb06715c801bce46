select count(*) from pg_stat_replication where application_name = 'standby' and sync_state = 'sync'
