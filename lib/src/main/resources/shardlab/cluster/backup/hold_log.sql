select pg_create_physical_replication_slot('shardlab_backup_' || pg_backend_pid(), true, true)
