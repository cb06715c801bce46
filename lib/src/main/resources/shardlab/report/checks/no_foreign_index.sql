-- title: A foreign key has no index on the side that refers
-- why: each delete or update of a key on the other side reads the whole shard that refers to it.
-- do: create index on the columns of the key, the distribution column first.
select 'notice' as severity, format('%s of %s', k.conname, k.conrelid::regclass) as seen
  from pg_constraint k join pg_dist_partition p on p.logicalrelid = k.conrelid
 where k.contype = 'f' and k.conparentid = 0
   and not exists (select from pg_index i where i.indrelid = k.conrelid
                      and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
 order by 1, 2
