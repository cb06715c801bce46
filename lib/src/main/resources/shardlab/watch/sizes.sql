-- The sizes of the tables here that are named like shards, indexes included.
select substring(c.relname from '_([0-9]{6,18})$')::bigint   as shard_id,
       coalesce(pg_total_relation_size(c.oid), 0)            as bytes
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r'
   and c.relname ~ '_[0-9]{6,18}$'
   and n.nspname !~ '^pg_'
   and n.nspname not in ('information_schema', 'embedded', 'embedded_shards')
