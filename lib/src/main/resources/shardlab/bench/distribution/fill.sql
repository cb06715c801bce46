insert into users
select i, 'user ' || i, 'user.' || i || '@example.com'
  from generate_series(1, ?::bigint) i
