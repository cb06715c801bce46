-- Settings that can be set. Parameter: the beginning of the name.
select name as word,
       'setting' as kind
  from pg_settings
 where starts_with(lower(name), lower(?))
 order by name like 'citus.%' desc, name
