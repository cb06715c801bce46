select count(*) from pg_dist_transaction where starts_with(gid, format('citus_0_%s_', ?::bigint))
