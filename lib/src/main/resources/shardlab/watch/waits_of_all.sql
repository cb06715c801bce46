-- Who waits for whom, asked by the coordinator.
select distinct waiting_gpid, blocking_gpid
  from citus_lock_waits
