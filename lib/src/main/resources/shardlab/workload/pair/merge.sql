select s.channel, sum(d.amount) as amount
  from by_hand.sale_by_id s
  join by_hand.sale_detail d using (sale_id)
 group by s.channel
