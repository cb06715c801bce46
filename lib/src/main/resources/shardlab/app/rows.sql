-- rows by the servers' own statistics; each copy of a reference table counts
select (select coalesce(sum(n_live_tup), 0) from pg_stat_user_tables)::bigint
     + (select coalesce(sum(result::bigint) filter (where success), 0)
          from run_command_on_workers('select coalesce(sum(n_live_tup), 0)::bigint from pg_stat_user_tables'))::bigint
