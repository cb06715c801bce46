insert into transfer_lab.account (branch, id, balance)
select b, i, ?::bigint
  from generate_series(1, ?::int) b
 cross join generate_series(1, ?::int) i
