-- foreign keys between these tables; those that partitions have of their parents are left out
select n.nspname || '.' || c.relname as name,
       quote_ident(k.conname) as key,
       array(select a.attname::text
             from unnest(k.conkey) with ordinality as part(number, place)
             join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = part.number
             order by part.place) as columns,
       tn.nspname || '.' || t.relname as target,
       array(select a.attname::text
             from unnest(k.confkey) with ordinality as part(number, place)
             join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = part.number
             order by part.place) as target_columns,
       pg_get_constraintdef(k.oid) as definition,
       k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd', 'c') as changes_columns,
       concat(case k.confmatchtype when 'f' then ' MATCH FULL' end,
              case k.confupdtype when 'r' then ' ON UPDATE RESTRICT' end,
              case k.confdeltype when 'r' then ' ON DELETE RESTRICT' when 'c' then ' ON DELETE CASCADE' end,
              case when k.condeferrable then ' DEFERRABLE' end,
              case when k.condeferred then ' INITIALLY DEFERRED' end) as tail
from pg_constraint as k
join pg_class as c on c.oid = k.conrelid
join pg_namespace as n on n.oid = c.relnamespace
join pg_class as t on t.oid = k.confrelid
join pg_namespace as tn on tn.oid = t.relnamespace
where k.conrelid = any (?::oid[])
  and k.confrelid = any (?::oid[])
  and k.contype = 'f'
  and k.conparentid = 0
order by 1, 2
