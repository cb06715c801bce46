-- the connections that other nodes have to this one, in whose name each is
select count(*)                                   as all_of_them,
       count(*) filter (where state = 'active')   as active
  from pg_stat_activity
 where backend_type = 'client backend'
   and pid <> pg_backend_pid()
   and (application_name like 'citus_internal gpid=%' and not application_name like 'citus_internal gpid=99999999%'
        or application_name like 'shardlab\_internal %')
