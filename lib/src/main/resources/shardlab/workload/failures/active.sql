select count(*) from pg_stat_activity where pid = ? and state = 'active'
