-- the Citus of this server, such as 13.2.2, and where it knows its coordinator
select substring(citus_version() from 'Citus (\S+)') as version, n.nodename as host, n.nodeport as port
from pg_extension as e
left join pg_dist_node as n on n.groupid = 0
where e.extname = 'citus'
