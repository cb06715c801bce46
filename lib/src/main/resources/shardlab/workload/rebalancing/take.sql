select pg_try_advisory_lock(hashtext('shardlab skew')) as taken
