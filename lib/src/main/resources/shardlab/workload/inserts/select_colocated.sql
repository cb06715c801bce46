insert into users (id, name, email)
select id, name, email from users_by_id
