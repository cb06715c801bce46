insert into sale_by_id
select i, 'channel ' || i % 5
  from generate_series(1, ?::bigint) i
