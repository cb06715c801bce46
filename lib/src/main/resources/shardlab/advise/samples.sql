-- a value of each parameter's type, another for each number: Citus prunes shards by values, so it must have some
select coalesce(case when t.typcategory = 'A' then quote_literal(array[min(sample), max(sample)])
                     else quote_literal(min(sample)) end || '::' || parameter.type::text, 'null') as value
from unnest((select parameter_types::oid[] from pg_prepared_statements where name = 'advise'))
     with ordinality as given(oid, place)
cross join lateral (select given.oid::regtype) as parameter(type)
join pg_type as t on t.oid = given.oid
left join pg_type as element on element.oid = t.typelem and t.typcategory = 'A'
join pg_type as scalar
  on scalar.oid = coalesce(nullif(coalesce(element.typbasetype, t.typbasetype), 0), element.oid, t.oid)
cross join lateral (values (given.place * 7), (given.place * 7 + 3)) as number(n)
cross join lateral (select case
    when scalar.oid = 'uuid'::regtype then format('00000000-0000-0000-0000-%s', lpad(n::text, 12, '0'))
    when scalar.oid in ('json'::regtype, 'jsonb'::regtype) then format('{"a": %s}', n)
    when scalar.oid in ('time'::regtype, 'timetz'::regtype) then format('%s:00', lpad((n % 24)::text, 2, '0'))
    when scalar.oid = 'bytea'::regtype then format('\x%s', lpad(n::text, 4, '0'))
    when scalar.typcategory in ('N', 'S') then n::text
    when scalar.typcategory = 'D' then (date '2026-01-01' + n::int)::text
    when scalar.typcategory = 'B' then 'true'
    when scalar.typcategory = 'T' then format('%s days', n)
    when scalar.typcategory = 'I' then format('10.0.0.%s', n % 250)
    when scalar.typcategory = 'R' then 'empty'
    when scalar.typcategory = 'E' then (select enumlabel::text from pg_enum where enumtypid = scalar.oid
                                        order by enumsortorder limit 1) end) as made(sample)
group by given.place, t.typcategory, parameter.type
order by given.place
