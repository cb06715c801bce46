-- One row where Citus is, or the embedded engine's functions of the same names.
select 1
  from pg_proc
 where proname = 'citus_add_node'
   and to_regclass('pg_catalog.pg_dist_node') is not null
 limit 1
