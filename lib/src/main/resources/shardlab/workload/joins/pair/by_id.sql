select d.state, min(s.channel) as channel, sum(d.amount) as amount, count(*) as lines
  from sale_by_id s
  join sale_detail d using (sale_id)
 group by d.state
 order by d.state
