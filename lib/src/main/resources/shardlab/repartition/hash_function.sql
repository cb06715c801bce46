-- the function by which PostgreSQL, and with it Citus, hashes a column's type; varchar is hashed as text
select p.amproc::regproc::text as hash_function
  from pg_attribute a
  join pg_opclass o on o.opcintype = case a.atttypid when 'varchar'::regtype then 'text'::regtype else a.atttypid end
                   and o.opcdefault
  join pg_am m on m.oid = o.opcmethod and m.amname = 'hash'
  join pg_amproc p on p.amprocfamily = o.opcfamily
                  and p.amproclefttype = o.opcintype
                  and p.amprocrighttype = o.opcintype
                  and p.amprocnum = 1
 where a.attrelid = ?::regclass
   and a.attname = ?
