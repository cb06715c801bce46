-- A table or view. Parameter: its name as a statement has it.
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
       quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
       obj_description(c.oid, 'pg_class') as comment,
       (select pg_get_constraintdef(k.oid)
          from pg_constraint k
         where k.conrelid = c.oid
           and k.contype = 'p') as primary_key,
       to_regclass('citus_tables') is not null as has_citus
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.oid = to_regclass(?)
   and c.relkind in ('r', 'p', 'v', 'm', 'f')
