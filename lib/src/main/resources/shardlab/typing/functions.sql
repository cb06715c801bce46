-- Functions that a statement can call: of a schema, or those that need no schema.
-- Parameters: the schema or null, the beginning of the name.
select distinct quote_ident(p.proname) as word,
       'function' as kind
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 cross join (select ?::text as schema, ?::text as beginning) asked
 where case when schema is null then pg_function_is_visible(p.oid) else n.nspname = schema end
   and (schema is not null or beginning <> '' or n.nspname <> 'pg_catalog')
   and starts_with(lower(p.proname), lower(beginning))
   and not (p.proname like '\_%' and beginning not like '\_%')
   and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype, 'internal'::regtype)
   and 'internal'::regtype <> all (p.proargtypes)
 order by word
