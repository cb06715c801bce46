-- Grouped by the distribution column, so every engine pushes it down whole.
select d.state, min(s.channel) as channel, sum(d.amount) as amount, count(*) as lines
  from sale s
  join sale_detail d using (state, sale_id)
 group by d.state
 order by d.state
