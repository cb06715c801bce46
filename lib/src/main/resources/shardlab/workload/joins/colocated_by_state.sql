select s.state, sum(d.amount) as amount, count(*) as lines
  from sale s
  join sale_detail d using (state, sale_id)
 group by s.state
 order by s.state
