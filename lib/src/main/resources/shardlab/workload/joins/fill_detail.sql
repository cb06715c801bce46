insert into sale_detail
select 'state ' || i % 200, i, line, (i * line) % 100 / 4.0
  from generate_series(1, ?::bigint) i, generate_series(1, 2) line
