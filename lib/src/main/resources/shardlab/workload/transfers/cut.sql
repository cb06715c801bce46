select sum(result::bigint) as cut
  from run_command_on_workers(format($$
           select count(pg_terminate_backend(pid, 10000))
             from pg_locks
            where locktype = 'relation' and relation = to_regclass(%L) and mode = 'RowExclusiveLock' and pid is not null
       $$, ?::text))
 where success and result <> ''
