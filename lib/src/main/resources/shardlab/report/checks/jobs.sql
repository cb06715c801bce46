-- title: A background job has failed
-- why: a rebalance that stopped half-way leaves the shards where they are by then; the jobs behind it wait.
-- do: read the task's message; mend the cause; select citus_rebalance_start() again.
-- needs: relation pg_dist_background_task
select 'warning' as severity, format('job %s, task %s: %s', job_id, task_id, left(coalesce(message, ''), 200)) as seen
  from pg_dist_background_task
 where status::text = 'error'
