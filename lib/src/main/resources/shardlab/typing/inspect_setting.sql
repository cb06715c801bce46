-- A setting. Parameter: its name.
select name,
       vartype as type,
       coalesce(nullif(boot_val, ''), '''''') || coalesce(' ' || unit, '') as usual,
       array_to_string(enumvals, ', ') as choices,
       concat_ws(' ', short_desc, extra_desc) as description
  from pg_settings
 where lower(name) = lower(?)
