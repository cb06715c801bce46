-- Writes the statement that counts, over every table here that is named like a shard of one of the tables: the table's
-- name, a long one cut and with its hash, and the shard's number.
with shard as (
    select n.nspname, c.relname, substring(c.relname from '_([0-9]{6,18})$') as number
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r'
       and n.nspname = ?::text
)
select 'select value, sum(rows)::bigint as rows from ('
       || coalesce(string_agg(format('select %1$I::text as value, count(*) as rows from %2$I.%3$I group by %1$I',
                                     ?::text, s.nspname, s.relname), ' union all '),
                   'select null::text as value, 0::bigint as rows where false')
       || ') shards group by value order by value'
  from shard s
 where exists (
           select
             from unnest(?::text[]) as t(name)
            where s.relname in (t.name || '_' || s.number,
                                (select left(t.name, max(letters)) from generate_series(0, 47) letters
                                  where octet_length(left(t.name, letters)) <= 53 - length(s.number))
                                || '_' || lpad(to_hex(hashtext(t.name)), 8, '0') || '_' || s.number))
