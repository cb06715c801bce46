insert into sale_reference
select i, 'channel ' || i % 5
  from generate_series(1, ?::bigint) i
