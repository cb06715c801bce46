select pg_promote()
