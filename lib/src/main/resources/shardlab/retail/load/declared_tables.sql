-- not by citus_tables: it looks at everybody's tables, and fails over one that another learner drops at that moment
select c.relname
  from pg_dist_partition p
  join pg_class c on c.oid = p.logicalrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = ?
   and (p.partmethod = 'h' or p.repmodel = 't')
