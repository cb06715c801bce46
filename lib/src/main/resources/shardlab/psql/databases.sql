-- \l. Parameters: the second is the pattern of the name, or null for none.
select d.datname as "Name",
       pg_get_userbyid(d.datdba) as "Owner",
       pg_encoding_to_char(d.encoding) as "Encoding",
       d.datcollate as "Collate",
       d.datctype as "Ctype"
  from pg_database d
 cross join (select ?::text as schema, ?::text as name) asked
 where name is null
    or d.datname ~ name
 order by 1
