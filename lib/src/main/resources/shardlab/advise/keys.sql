-- what is unique in these tables: constraints, and indexes that stand for none
select n.nspname || '.' || c.relname as name,
       quote_ident(coalesce(k.conname, x.relname)) as key,
       coalesce(k.contype::text, 'i') as kind,
       -- an expression has no name
       array(select coalesce(a.attname::text, '')
             from unnest(i.indkey::int2[]) with ordinality as part(number, place)
             left join pg_attribute as a on a.attrelid = c.oid and a.attnum = part.number
             where part.place <= i.indnkeyatts
             order by part.place) as columns,
       (select string_agg(pg_get_indexdef(i.indexrelid, place, true), ', ' order by place)
        from generate_series(1, i.indnkeyatts::int) as place) as columns_sql,
       quote_ident(n.nspname) as schema,
       -- only PostgreSQL 15 and newer have indnullsnotdistinct
       concat(case when (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean then ' NULLS NOT DISTINCT' end) as nulls,
       concat((select ' INCLUDE (' || string_agg(pg_get_indexdef(i.indexrelid, place, true), ', ' order by place) || ')'
               from generate_series(i.indnkeyatts + 1, i.indnatts::int) as place)) as include,
       coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid, true), '') as where
from pg_index as i
join pg_class as c on c.oid = i.indrelid
join pg_class as x on x.oid = i.indexrelid
join pg_namespace as n on n.oid = c.relnamespace
left join pg_constraint as k on k.conindid = i.indexrelid and k.conrelid = c.oid and k.contype in ('p', 'u', 'x')
where c.oid = any (?::oid[])
  and (i.indisunique or i.indisexclusion)
order by 1, 2
