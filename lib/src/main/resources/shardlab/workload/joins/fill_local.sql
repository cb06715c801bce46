insert into sale_local
select i, 'channel ' || i % 5
  from generate_series(1, ?::bigint) i
