-- 41. Jobs: a rebalance in the background.
--
-- A job is a row, and each of its moves a task. The session that works on it is another one (see 40_rebalance.sql), so the
-- job is there for all to see at once, and stays when the transaction that started it is rolled back.

set allow_system_table_mods = on;
set check_function_bodies = off;

create function pg_catalog.citus_rebalance_start(
    rebalance_strategy name default null, drain_only boolean default false,
    shard_transfer_mode citus.shard_transfer_mode default 'auto',
    parallel_transfer_reference_tables boolean default false,
    parallel_transfer_colocated_shards boolean default false) returns bigint
language plpgsql as $$
declare
    strategy pg_dist_rebalance_strategy := embedded.strategy(rebalance_strategy);
    moves    embedded.shard_move[];
    job      bigint;
begin
    perform embedded.check_settings();
    if not exists (select from pg_dist_partition where partmethod = 'h') then
        raise notice 'No tables to rebalance';
        return null;
    end if;
    perform embedded.check_no_job();
    moves := embedded.plan_and_unlock(null, strategy, strategy.default_threshold, 10000000, '{}', drain_only, null);
    if cardinality(moves) = 0 then
        raise notice 'No moves available for rebalancing';
        return null;
    end if;
    perform embedded.check_own_locks(moves);
    perform embedded.connect_to_oneself();
    job := (select t.job from embedded.dblink('rebalance', format('select embedded.schedule(%L, %L)', moves,
                                                                  shard_transfer_mode)) as t(job bigint));
    perform embedded.dblink_send_query('rebalance', format('call embedded.work_on(%s)', job));
    raise notice 'Scheduled % moves as job %', cardinality(moves), job
        using detail = 'Rebalance scheduled as background job',
              hint = 'To monitor progress, run: SELECT * FROM citus_rebalance_status();';
    return job;
end
$$;

create function embedded.schedule(moves embedded.shard_move[], transfer_mode citus.shard_transfer_mode) returns bigint
language plpgsql as $$
declare
    job bigint;
begin
    perform pg_advisory_xact_lock(hashtext('pg_dist_background_job'));
    perform embedded.check_no_job();
    insert into pg_dist_background_job (job_type, description) values ('rebalance', 'Rebalance all colocation groups')
    returning job_id into job;
    insert into pg_dist_background_task (job_id, status, command, nodes_involved)
    select job, case when i = 1 then 'runnable' else 'blocked' end::citus_task_status,
           format('SELECT pg_catalog.citus_move_shard_placement(%s,%s,%s,%L)', m.shardid, m.source_id, m.target_id,
                  transfer_mode), array[m.source_id, m.target_id]
      from unnest(moves) with ordinality as m (shardid, source_id, target_id, i) order by i;
    insert into embedded.job_session (job_id) values (job);
    call embedded.note_steps(pg_backend_pid(), moves);
    return job;
end
$$;

-- Task after task, until one fails or somebody stops the job. A block that catches errors cannot commit: so each move is in
-- a block, and what it came to is written down behind it.
create procedure embedded.work_on(job bigint)
language plpgsql as $$
declare
    task    pg_dist_background_task;
    number  integer := 0;
    failure text;
begin
    update pg_dist_background_job set (state, started_at) = ('running', clock_timestamp())
     where job_id = job and state = 'scheduled';
    commit;
    foreach task in array array(select t from pg_dist_background_task t where t.job_id = job order by task_id) loop
        number := number + 1;
        exit when (select state from pg_dist_background_job where job_id = job) <> 'running';
        update pg_dist_background_task set (status, pid) = ('running', pg_backend_pid()) where task_id = task.task_id;
        update embedded.rebalance_step set progress = 1 where sessionid = pg_backend_pid() and step = number;
        commit;
        begin
            perform embedded.move_step(pg_backend_pid(), number);
        exception when query_canceled or others then
            failure := sqlerrm;
        end;
        perform embedded.finish_task(task.task_id, number, failure);
        commit;
        exit when failure is not null;
    end loop;
    perform embedded.finish_job(job);
end
$$;

create function embedded.finish_task(task bigint, number integer, failure text) returns void
language sql as $$
    update embedded.rebalance_step set progress = 2
     where sessionid = pg_backend_pid() and step = number and failure is null;
    update pg_dist_background_task t
       set status = case when failure is null then 'done' when j.state = 'cancelling' then 'cancelled' else 'error' end
                    ::citus_task_status,
           pid = null, message = coalesce(failure, '')
      from pg_dist_background_job j
     where j.job_id = t.job_id and t.task_id = task;
$$;

-- What is not done will not be done.
create function embedded.finish_job(job bigint) returns void
language sql as $$
    update pg_dist_background_task t
       set status = case when j.state = 'cancelling' then 'cancelled' when t.status = 'running' then 'error'
                         else 'unscheduled' end::citus_task_status, pid = null
      from pg_dist_background_job j
     where j.job_id = job and t.job_id = job and t.status in ('blocked', 'runnable', 'running');
    update pg_dist_background_job j
       set finished_at = clock_timestamp(),
           state = case when j.state = 'cancelling' then 'cancelled'
                        when exists (select from pg_dist_background_task t where t.job_id = job and t.status <> 'done')
                        then 'failed' else 'finished' end::citus_job_status
     where j.job_id = job;
    delete from embedded.rebalance_step s using embedded.job_session w where w.job_id = job and s.worker = w.pid;
$$;

-- True while a session works on the job, or is about to.
create function embedded.is_worked_on(job bigint) returns boolean
language sql as $$
    select exists (select from embedded.job_session w join pg_stat_activity a on a.pid = w.pid
                    where w.job_id = job and a.backend_start <= w.started
                      and (a.state <> 'idle' or a.state_change > clock_timestamp() - interval '5 seconds'));
$$;

create function embedded.job_state(job pg_dist_background_job) returns citus_job_status
language sql as $$
    select case when job.state not in ('scheduled', 'running', 'cancelling') or embedded.is_worked_on(job.job_id)
                then job.state
                when job.state = 'cancelling' then 'cancelled' else 'failed' end;
$$;

-- The job that is being worked on; one whose session is gone is closed.
create function embedded.current_job() returns bigint
language plpgsql as $$
declare
    job bigint;
begin
    perform pg_stat_clear_snapshot();
    for job in select j.job_id from pg_dist_background_job j where j.state in ('scheduled', 'running', 'cancelling') loop
        if embedded.is_worked_on(job) then
            return job;
        end if;
        perform embedded.finish_job(job);
    end loop;
    return null;
end
$$;

create function embedded.check_no_job() returns void
language plpgsql as $$
declare
    job bigint := embedded.current_job();
begin
    if job is not null then
        raise exception 'A rebalance is already running as job %', job
            using errcode = 'XX000', detail = 'A rebalance was already scheduled as background job',
                  hint = 'To monitor progress, run: SELECT * FROM citus_rebalance_status();';
    end if;
end
$$;

create function pg_catalog.citus_rebalance_wait() returns void
language plpgsql as $$
begin
    if embedded.current_job() is null then
        raise warning 'no ongoing rebalance that can be waited on';
    elsif current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'a % transaction never sees the end of a rebalance', upper(current_setting('transaction_isolation'))
            using errcode = 'active_sql_transaction', hint = 'Wait in a READ COMMITTED transaction.';
    end if;
    while embedded.current_job() is not null loop
        perform pg_sleep(0.1);
    end loop;
end
$$;

-- The move that is under way is rolled back; those before it stay.
create function pg_catalog.citus_rebalance_stop() returns void
language plpgsql as $$
declare
    job     bigint := embedded.current_job();
    address text := (select embedded.conninfo(nodename, nodeport) from pg_dist_node where groupid = 0);
begin
    if job is null then
        raise exception 'no ongoing rebalance that can be stopped' using errcode = 'XX000';
    end if;
    perform embedded.dblink_exec(address, format(
        'update pg_dist_background_job set state = ''cancelling'' where job_id = %s and finished_at is null', job));
    perform pg_cancel_backend(pid) from embedded.job_session where job_id = job and embedded.is_worked_on(job);
    while embedded.current_job() = job loop
        perform pg_sleep(0.05);
    end loop;
end
$$;

create function pg_catalog.citus_rebalance_status(raw boolean default false)
returns table (job_id bigint, state citus_job_status, job_type name, description text, started_at timestamptz,
               finished_at timestamptz, details jsonb)
language sql strict as $$
    select j.job_id, embedded.job_state(j), j.job_type, j.description, j.started_at, j.finished_at,
           jsonb_build_object('tasks', embedded.running_tasks(j.job_id, raw), 'task_state_counts', (
               select jsonb_object_agg(c.status, c.tasks)
                 from (select t.status, count(*) as tasks from pg_dist_background_task t
                        where t.job_id = j.job_id group by t.status) c))
      from pg_dist_background_job j
     where j.job_type = 'rebalance' order by j.job_id desc limit 1;
$$;

create function embedded.running_tasks(job bigint, raw boolean) returns jsonb
language sql as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'state', t.status, 'retried', 0, 'phase', p.phase, 'message', t.message, 'command', t.command,
               'task_id', t.task_id, 'hosts', jsonb_build_object('source', p.source, 'target', p.target),
               'size', jsonb_build_object(
                   'source', case when raw then p.here::text else pg_size_pretty(p.here) end,
                   'target', case when raw then p.there::text else pg_size_pretty(p.there) end))), '[]')
      from pg_dist_background_task t
      left join (select sessionid, any_value(status) as phase, any_value(sourcename || ':' || sourceport) as source,
                        any_value(targetname || ':' || targetport) as target, sum(source_shard_size) as here,
                        sum(target_shard_size) as there
                   from get_rebalance_progress() where progress = 1 group by sessionid) p on p.sessionid = t.pid
     where t.job_id = job and t.status in ('running', 'error');
$$;

reset allow_system_table_mods;
reset check_function_bodies;
