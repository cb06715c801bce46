-- The same users in tables that they are selected from.
create table users_by_id   (id bigint, name text, email text);
create table users_by_name (id bigint, name text, email text)
