insert into lab_settings.before (name, setting, pid, since)
select ?, ?, pid, backend_start
  from pg_stat_activity
 where pid = pg_backend_pid()
    on conflict (name) do nothing
