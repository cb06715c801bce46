-- Schemas. Parameter: the beginning of the name.
select quote_ident(nspname) as word,
       'schema' as kind
  from pg_namespace
 where nspname !~ '^pg_(toast|temp)'
   and starts_with(lower(nspname), lower(?))
 order by nspname
