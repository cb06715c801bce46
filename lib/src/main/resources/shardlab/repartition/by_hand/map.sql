-- map: every row of this node's shards with the bucket that the hash of its key falls into; NULL goes into the first
create unlogged table by_hand.%1$I as
select least(%2$s - 1, coalesce((%3$s(%4$I)::bigint + 2147483648) / (4294967296 / %2$s), 0))::int as bucket,
       %5$s
  from (%6$s) shards
