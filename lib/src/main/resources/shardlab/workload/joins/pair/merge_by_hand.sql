select d.state, min(s.channel) as channel, sum(d.amount) as amount, count(*) as lines
  from by_hand.sale_by_id s
  join by_hand.sale_detail d using (sale_id)
 group by d.state
