-- Citus names what it prepares citus_GROUP_BACKEND_TRANSACTION_CONNECTION.
select count(*) from pg_prepared_xacts where starts_with(gid, format('citus_0_%s_', ?::bigint))
