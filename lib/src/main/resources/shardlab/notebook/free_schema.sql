select pg_advisory_unlock(hashtext('shardlab lesson'), hashtext(?))
