insert into client_lab.users (id, name)
select i, 'user ' || i
  from generate_series(1, ?::bigint) i
