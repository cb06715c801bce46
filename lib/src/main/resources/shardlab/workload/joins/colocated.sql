select s.channel, sum(d.amount) as amount, count(*) as lines
  from sale s
  join sale_detail d using (state, sale_id)
 group by s.channel
 order by s.channel
