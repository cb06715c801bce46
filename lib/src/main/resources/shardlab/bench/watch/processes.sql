-- the processes that serve a watch
select pid from pg_stat_activity where application_name = 'shardlab watch'
