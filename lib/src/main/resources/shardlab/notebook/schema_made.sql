-- the schema that bears a name now: made anew, it is another one
select oid::bigint as made from pg_namespace where nspname = ?
