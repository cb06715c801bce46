select channel, sum(amount) as amount
  from by_hand.part
 group by channel
 order by channel
