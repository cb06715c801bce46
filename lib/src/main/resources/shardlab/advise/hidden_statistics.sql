-- tables of which pg_stats hides columns from this role: it may not read them, or not all of their rows
select n.nspname || '.' || c.relname as name
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname || '.' || c.relname = any(?)
  and (row_security_active(c.oid)
       or exists (select from pg_attribute as a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and not has_column_privilege(c.oid, a.attnum, 'select')))
order by 1
