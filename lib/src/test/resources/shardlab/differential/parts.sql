-- What hangs on the tables and has a name.
with part as (
    select indrelid as relation, 'index' as kind, c.relname as part
    from   pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    where  not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.conrelid = i.indrelid)
    union all
    select conrelid, case contype when 'f' then 'foreign' when 'c' then 'check' else 'constraint' end, conname
    from   pg_catalog.pg_constraint where contype in ('p', 'u', 'f', 'c', 'x') and conrelid <> 0
    union all
    select polrelid, 'policy', polname from pg_catalog.pg_policy
    union all
    select tgrelid, 'trigger', tgname from pg_catalog.pg_trigger where not tgisinternal
)
select case when n.nspname = 'diff' then format('%I', c.relname) else format('%I.%I', n.nspname, c.relname) end as table,
       p.kind, format('%I', p.part) as part
from   part p
join   pg_catalog.pg_class c on c.oid = p.relation
join   pg_catalog.pg_namespace n on n.oid = c.relnamespace
where  n.nspname in ('diff', 'diff 2')
order  by 1, 2, 3
