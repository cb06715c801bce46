select s.channel, sum(d.amount) as amount, count(*) as lines
  from sale_reference s
  join sale_detail d using (sale_id)
 group by s.channel
 order by s.channel
