select count(*) as unexplained
  from transfer_lab.account a
  left join (select branch, id, sum(amount) as moved from transfer_lab.entry group by branch, id) e using (branch, id)
 where a.balance <> ?::bigint + coalesce(e.moved, 0)
