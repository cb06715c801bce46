-- the table or schema that bears a name now, and what drops it; no row where there is none
select c.oid::bigint as made, format('drop table %s cascade', c.oid::regclass) as remove
from pg_class as c
where c.oid = to_regclass(?)
union all
select n.oid::bigint, format('drop schema %I cascade', n.nspname)
from pg_namespace as n
where n.nspname = ?
