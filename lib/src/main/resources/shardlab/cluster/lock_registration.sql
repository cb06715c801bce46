select pg_advisory_lock(hashtext('shardlab: registration of nodes'))
