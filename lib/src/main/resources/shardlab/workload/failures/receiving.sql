select count(*) from pg_stat_wal_receiver
