with s as materialized (
    select sale_id, channel
      from sale_by_id
), d as materialized (
    select state, sale_id, amount
      from sale_detail
)
select d.state, min(s.channel) as channel, sum(d.amount) as amount, count(*) as lines
  from s
  join d using (sale_id)
 group by d.state
 order by d.state
