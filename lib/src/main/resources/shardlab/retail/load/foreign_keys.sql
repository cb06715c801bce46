select conname
  from pg_constraint c
  join pg_namespace n on n.oid = c.connamespace
 where n.nspname = ?
   and c.contype = 'f'
   and c.conparentid = 0
