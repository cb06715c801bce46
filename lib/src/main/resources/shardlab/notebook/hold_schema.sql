-- one kernel at a time works in a lesson's schema; the server frees the lock when the session ends, however it ends
select pg_try_advisory_lock(hashtext('shardlab lesson'), hashtext(?)) as taken
