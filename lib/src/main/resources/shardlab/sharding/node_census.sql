-- Writes the statement that counts, over every table here that is named like a shard of one of the tables.
select 'select value, sum(rows)::bigint as rows from ('
       || coalesce(string_agg(format('select %1$I::text as value, count(*) as rows from %2$I.%3$I group by %1$I',
                                     ?::text, n.nspname, c.relname), ' union all '),
                   'select null::text as value, 0::bigint as rows where false')
       || ') shards group by value order by value'
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r'
   and n.nspname = ?::text
   and c.relname ~ '_[0-9]{6,18}$'
   and regexp_replace(c.relname, '_[0-9]+$', '') = any (string_to_array(?::text, ','))
