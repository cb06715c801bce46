select pg_advisory_unlock(hashtext('shardlab: registration of nodes'))
