-- each partition with the table that it is a part of
select n.nspname || '.' || c.relname as name,
       rn.nspname || '.' || r.relname as root
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
join pg_class as r on r.oid = pg_partition_root(c.oid)
join pg_namespace as rn on rn.oid = r.relnamespace
where c.relispartition and c.relkind in ('r', 'p', 'f')
order by 1
