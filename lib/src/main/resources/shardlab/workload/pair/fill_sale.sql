insert into sale
select 'state ' || i % 200, i, 'channel ' || i % 5
  from generate_series(1, ?::bigint) i
