select pg_advisory_lock(hashtextextended(?, 0))
