-- What a setting can be set to, where that is a list. Parameter: the setting's name.
select word,
       'value' as kind
  from pg_settings,
       unnest(case when vartype = 'bool' then array['on', 'off']
                   else coalesce(enumvals, '{}')
              end || array['default']) as word
 where lower(name) = lower(?)
