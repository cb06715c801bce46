select c.relname as name,
       format('select concat(count(*), '' rows, '', sum(hashtextextended(t::text, 0)::numeric)) from skew.%I t', c.relname)
           as checksum
  from pg_dist_partition p
  join pg_class c on c.oid = p.logicalrelid
 where c.relnamespace = 'skew'::regnamespace
   and c.relname <> 'visit'
 order by c.relname
