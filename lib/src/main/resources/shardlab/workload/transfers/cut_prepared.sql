select sum(result::bigint) as cut
  from run_command_on_workers(format($$
           select count(pg_terminate_backend(pid))
             from pg_stat_activity
            where query like 'PREPARE TRANSACTION%%' and position(%L in query) > 0 and pid <> pg_backend_pid()
       $$, ?::text))
 where success
