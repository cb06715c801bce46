-- who has the lock; an advisory lock of two keys has them as classid and objid, without their sign
select a.application_name                        as application,
       coalesce(host(a.client_addr), 'a socket') as address,
       a.pid                                     as backend
  from pg_locks l
  join pg_stat_activity a on a.pid = l.pid
 where l.locktype = 'advisory'
   and l.granted
   and l.database = (select oid from pg_database where datname = current_database())
   and l.objsubid = 2
   and l.classid::bigint = hashtext('shardlab load')::bigint & 4294967295
   and l.objid::bigint = hashtext(?)::bigint & 4294967295
