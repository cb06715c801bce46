-- what this database was asked for, the most time first; calls and milliseconds of one; the extension lies in some schema
select s.query,
       s.calls::numeric as calls,
       (s.total_exec_time / greatest(s.calls, 1))::numeric as milliseconds
from %I.pg_stat_statements as s
where s.dbid = (select oid from pg_database where datname = current_database())
order by s.total_exec_time desc
