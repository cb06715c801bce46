select format('%I', t.typname) as type, quote_literal(e.enumlabel) as label
from   pg_catalog.pg_enum e
join   pg_catalog.pg_type t on t.oid = e.enumtypid
where  t.typnamespace = any (array[to_regnamespace('diff'), to_regnamespace('"diff 2"')]::oid[])
order  by t.typname, e.enumsortorder
