with s as materialized (
    select sale_id, channel
      from sale_by_id
), d as materialized (
    select sale_id, amount
      from sale_detail
)
select s.channel, sum(d.amount) as amount, count(*) as lines
  from s
  join d using (sale_id)
 group by s.channel
 order by s.channel
