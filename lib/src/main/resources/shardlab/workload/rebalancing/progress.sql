select count(*) filter (where progress = 0) as waits,
       count(*) filter (where progress = 1) as moves,
       count(*) filter (where progress = 2) as done,
       coalesce(min(status) filter (where progress = 1), '') as status
  from get_rebalance_progress()
