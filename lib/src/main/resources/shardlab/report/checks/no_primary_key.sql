-- title: A distributed table has no primary key
-- why: logical replication has no way to tell its rows apart, so while one of its shards moves, updates and deletes
--     of it wait.
-- do: add a primary key that begins with the distribution column, or alter table … replica identity full.
select 'warning' as severity, p.logicalrelid::text as seen
  from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
 where p.partmethod = 'h' and c.relreplident = 'd' and c.relkind in ('r', 'p')
   and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
 order by 1
