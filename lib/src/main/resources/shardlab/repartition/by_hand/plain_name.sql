select relname from pg_class where oid = ?::regclass
