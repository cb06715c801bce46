-- What the coordinator's catalog says of a table: the same on both engines, though the table is made otherwise. By which
-- index a distributed table is clustered is looked at on its placements.
select 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || a.attgenerated::text || a.attidentity::text
       || coalesce(' collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text, '')
       || coalesce(' comment ' || col_description(a.attrelid, a.attnum), '') as fact
from   pg_attribute a
join   pg_type t on t.oid = a.atttypid
left   join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
where  a.attrelid = :table::regclass and a.attnum > 0 and not a.attisdropped
union all
select 'constraint ' || case when contype <> 'f' then conname || ' ' else '' end || pg_get_constraintdef(oid)
       || coalesce(' comment ' || obj_description(oid, 'pg_constraint'), '')
from   pg_constraint
where  conrelid = :table::regclass and contype in ('p', 'u', 'f', 'c', 'x')
union all
select 'index ' || replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
       || case when indisreplident then ' identity' else '' end
       || case when indisclustered and indrelid not in (select logicalrelid from pg_dist_partition where partmethod = 'h')
               then ' clustered' else '' end
       || coalesce(' comment ' || obj_description(indexrelid), '')
from   pg_index
where  indrelid = :table::regclass
union all
select 'policy ' || policyname || ' ' || permissive || ' ' || roles::text || ' ' || cmd || coalesce(' using ' || qual, '')
       || coalesce(' check ' || with_check, '')
from   pg_policies
where  format('%I.%I', schemaname, tablename)::regclass = :table::regclass
union all
select 'trigger ' || tgname || ' ' || tgenabled::text from pg_trigger t join pg_proc p on p.oid = t.tgfoid
where  tgrelid = :table::regclass and not tgisinternal and p.pronamespace::regnamespace::text <> 'embedded'
union all
select 'table ' || case when relrowsecurity then ' row security' else '' end
       || case when relforcerowsecurity then ' forced' else '' end
       || coalesce(' comment ' || obj_description(oid, 'pg_class'), '')
from   pg_class
where  oid = :table::regclass
union all
select 'view ' || dependent.oid::regclass || coalesce(' ' || array_to_string(dependent.reloptions, ','), '')
       -- PostgreSQL names a column's table there before version 16, though there be one only
       || regexp_replace(pg_get_viewdef(dependent.oid), '\m\w+\.', '', 'g')
from   pg_class dependent
where  dependent.relkind = 'v' and dependent.oid in (
           select r.ev_class from pg_depend p join pg_rewrite r on r.oid = p.objid
           where  p.classid = 'pg_rewrite'::regclass and p.refobjid = :table::regclass and r.ev_class <> p.refobjid)
