select count(*) from pg_stat_replication where application_name = 'standby' and state = 'streaming'
