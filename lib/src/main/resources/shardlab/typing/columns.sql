-- Columns of a table. Parameters: the table as a statement names it, the beginning of the column's name.
select quote_ident(a.attname) as word,
       'column' as kind
  from pg_attribute a
 where a.attrelid = to_regclass(?)
   and a.attnum > 0
   and not a.attisdropped
   and starts_with(lower(a.attname), lower(?))
 order by a.attnum
