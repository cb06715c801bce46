-- A LIMIT is the whole result's business, and so the coordinator's.
insert into users (id, name, email)
select id, name, email from users_by_name limit 9223372036854775807
