-- a session that is gone: another one may have its pid by now, but not since the same moment
select name, setting
  from lab_settings.before as noted
 where not exists (select
                     from pg_stat_activity as here
                    where here.pid = noted.pid
                      and here.backend_start = noted.since)
