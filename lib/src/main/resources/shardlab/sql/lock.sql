-- one maker of a schema's tables at a time; the server frees the lock when the session ends, however it ends
select pg_try_advisory_lock(hashtext('shardlab load'), hashtext(?)) as taken
