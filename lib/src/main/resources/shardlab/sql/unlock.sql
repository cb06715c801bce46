select pg_advisory_unlock(hashtext('shardlab load'), hashtext(?))
