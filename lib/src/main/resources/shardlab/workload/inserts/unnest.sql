insert into users (id, name, email)
select * from unnest(?::bigint[], ?::text[], ?::text[])
