select pg_walfile_name(pg_backup_start('shardlab', true))
