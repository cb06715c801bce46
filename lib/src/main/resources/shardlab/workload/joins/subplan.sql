with s as materialized (
    select sale_id, channel
      from sale_by_id
)
select s.channel, sum(d.amount) as amount, count(*) as lines
  from s
  join sale_detail d using (sale_id)
 group by s.channel
 order by s.channel
