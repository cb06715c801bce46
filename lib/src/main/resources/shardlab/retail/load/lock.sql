-- one load a schema at a time; the server frees the lock when the session ends, however it ends
select pg_advisory_lock(hashtext('shardlab load'), hashtext(current_schema()))
