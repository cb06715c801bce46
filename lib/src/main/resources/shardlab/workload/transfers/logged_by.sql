select count(*) from pg_dist_transaction where gid ~ ('^citus_\d+_' || ?::int || '_')
