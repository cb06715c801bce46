select channel, sum(amount) as amount, sum(lines)::bigint as lines
  from by_hand.part
 group by channel
 order by channel
