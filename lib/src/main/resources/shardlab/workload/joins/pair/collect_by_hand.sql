select state, min(channel) as channel, sum(amount) as amount, sum(lines)::bigint as lines
  from by_hand.part
 group by state
 order by state
