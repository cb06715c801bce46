-- Columns of a table, or one of them. Parameters: the table's name, the column's name or null for all.
select a.attname as "column",
       format_type(a.atttypid, a.atttypmod) as type,
       case when a.attnotnull then 'not null' end as nulls,
       pg_get_expr(d.adbin, d.adrelid) as "default",
       col_description(a.attrelid, a.attnum) as comment
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
 cross join (select ?::text as relation, ?::text as wanted) asked
 where a.attrelid = to_regclass(relation)
   and a.attnum > 0
   and not a.attisdropped
   and (wanted is null or a.attname = wanted)
 order by a.attnum
