select count(*) as transfers, count(*) filter (where entries <> 2 or rest <> 0) as halves
  from (select transfer, count(*) as entries, sum(amount) as rest from transfer_lab.entry group by transfer) as each_transfer
