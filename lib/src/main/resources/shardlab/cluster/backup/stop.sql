select labelfile from pg_backup_stop(false)
