-- 40. The rebalance: the moves of a plan, one after the other, each in a transaction of its own.
--
-- So that each move commits by itself, and others can see how far it is, another session of the coordinator does the work:
-- a connection that the server opens to itself, by dblink. rebalance_table_shards and citus_drain_node wait for it;
-- citus_rebalance_start does not, and the other session goes on when this one ends. A server that stops ends it, too: what
-- was moved stays moved, and the job is told as failed.
--
-- What Citus does instead: a background worker takes up the tasks of a job, several at a time if that is set, tries one
-- that failed again for a while, and goes on after a restart. A job starts when the transaction commits that asked for it.

set allow_system_table_mods = on;
set check_function_bodies = off;

create type pg_catalog.citus_job_status as enum
    ('scheduled', 'running', 'finished', 'cancelling', 'cancelled', 'failing', 'failed');
create type pg_catalog.citus_task_status as enum
    ('blocked', 'runnable', 'running', 'done', 'cancelling', 'error', 'unscheduled', 'cancelled');

create sequence pg_catalog.pg_dist_background_job_job_id_seq;
create sequence pg_catalog.pg_dist_background_task_task_id_seq;

create table pg_catalog.pg_dist_background_job (
    job_id      bigint           not null default nextval('pg_dist_background_job_job_id_seq') primary key,
    state       citus_job_status not null default 'scheduled',
    job_type    name             not null,
    description text             not null,
    started_at  timestamptz,
    finished_at timestamptz
);

create table pg_catalog.pg_dist_background_task (
    job_id         bigint            not null references pg_dist_background_job,
    task_id        bigint            not null default nextval('pg_dist_background_task_task_id_seq') primary key,
    owner          regrole           not null default current_user::regrole,
    pid            integer,
    status         citus_task_status not null default 'runnable',
    command        text              not null,
    retry_count    integer,
    not_before     timestamptz,
    message        text              not null default '',
    nodes_involved integer[]
);
grant select on pg_dist_background_job, pg_dist_background_task to public;

-- What is moving: a row for each shard, and for each of its co-located ones. progress is 0, 1 or 2: waits, moves, is there.
create table embedded.rebalance_step (
    sessionid integer not null,             -- who asked for it, or the session of the job
    worker    integer not null default pg_backend_pid(),
    step      integer not null,
    shardid   bigint  not null,
    source    integer not null,
    target    integer not null,
    progress  bigint  not null default 0,
    primary key (sessionid, step, shardid)
);

create table embedded.job_session (
    job_id  bigint      not null primary key,
    pid     integer     not null default pg_backend_pid(),
    started timestamptz not null default now()
);

-- A connection from the coordinator to itself, as "rebalance". Settings of this session do not come along.
create function embedded.connect_to_oneself() returns void
language plpgsql as $$
begin
    perform embedded.disconnect_from_oneself();
    perform embedded.dblink_connect('rebalance', (select embedded.conninfo(nodename, nodeport)
                                                    from pg_dist_node where groupid = 0));
    perform embedded.dblink_exec('rebalance', 'set client_min_messages = error');
end
$$;

-- What went wrong may have come before the connection, and is not to be hidden by its absence.
create function embedded.disconnect_from_oneself() returns void
language plpgsql as $$
begin
    if 'rebalance' = any (embedded.dblink_get_connections()) then
        perform embedded.dblink_disconnect('rebalance');
    end if;
end
$$;

-- The plan, and none of the locks that the functions of its strategy took: they would stand in the way of the moves.
create function embedded.plan_and_unlock(relation regclass, strategy pg_dist_rebalance_strategy, threshold float4,
    max_moves integer, excluded bigint[], drain_only boolean, only_from integer) returns embedded.shard_move[]
language plpgsql as $$
declare
    moves embedded.shard_move[];
begin
    moves := embedded.plan(relation, strategy, threshold, max_moves, excluded, drain_only, strategy.improvement_threshold,
                           only_from);
    raise exception using errcode = 'RBPLN';
exception when sqlstate 'RBPLN' then
    return moves;
end
$$;

-- Another session cannot move what this transaction has locked, and would wait for it for ever.
create function embedded.check_own_locks(moves embedded.shard_move[]) returns void
language plpgsql as $$
declare
    locked regclass := (select l.relation from pg_locks l join pg_dist_partition t on t.logicalrelid::oid = l.relation
                          join pg_dist_partition o using (colocationid)
                          join pg_dist_shard s on s.logicalrelid = o.logicalrelid
                         where l.pid = pg_backend_pid() and t.partmethod = 'h'
                           and s.shardid in (select shardid from unnest(moves)) limit 1);
begin
    if locked is not null then
        raise exception 'cannot move shards of % after other statements on it in the same transaction',
            embedded.qualified_name(locked) using errcode = 'active_sql_transaction',
                hint = 'Each move is a transaction of its own. Commit or roll back first.';
    elsif exists (select from pg_locks l where l.pid = pg_backend_pid() and l.mode = 'RowExclusiveLock'
                                           and l.relation = 'embedded.placement_lock'::regclass) then
        raise exception 'cannot move shards after nodes or shards have changed in the same transaction'
            using errcode = 'active_sql_transaction',
                  hint = 'Each move is a transaction of its own. Commit or roll back first.';
    end if;
end
$$;

create function pg_catalog.rebalance_table_shards(
    relation regclass default null, threshold float4 default null, max_shard_moves integer default 1000000,
    excluded_shard_list bigint[] default '{}', shard_transfer_mode citus.shard_transfer_mode default 'auto',
    drain_only boolean default false, rebalance_strategy name default null) returns void
language plpgsql as $$
declare
    strategy pg_dist_rebalance_strategy := embedded.strategy(rebalance_strategy);
begin
    perform embedded.check_settings();
    perform embedded.check_no_job();
    perform embedded.carry_out(embedded.plan_and_unlock(relation, strategy, coalesce(threshold, strategy.default_threshold),
                                                        max_shard_moves, excluded_shard_list, drain_only, null));
end
$$;

create function pg_catalog.citus_drain_node(
    nodename text, nodeport integer, shard_transfer_mode citus.shard_transfer_mode default 'auto',
    rebalance_strategy name default null) returns void
language plpgsql as $$
#variable_conflict use_column
declare
    strategy pg_dist_rebalance_strategy := embedded.strategy(rebalance_strategy);
    node     pg_dist_node := (select n from pg_dist_node n where (n.nodename, n.nodeport) = ($1, $2));
begin
    perform embedded.check_settings();
    if node.nodeid is null then
        raise exception 'node %:% not found', $1, $2 using errcode = 'no_data_found';
    end if;
    perform embedded.check_no_job();
    perform embedded.check_own_locks(array(select (p.shardid, node.nodeid, node.nodeid)::embedded.shard_move
                                             from pg_dist_placement p where p.groupid = node.groupid));
    perform embedded.connect_to_oneself();
    perform from embedded.dblink('rebalance', format('select citus_set_node_property(%L, %s, ''shouldhaveshards'', false)',
                                                     $1, $2)) as t(done text);
    perform embedded.carry_out(embedded.plan_and_unlock(null, strategy, strategy.default_threshold, 0, '{}', true,
                                                        node.nodeid));
end
$$;

create function embedded.carry_out(moves embedded.shard_move[]) returns void
language plpgsql as $$
declare
    step record;
begin
    perform embedded.check_own_locks(moves);
    if cardinality(moves) = 0 then
        return;
    end if;
    perform embedded.connect_to_oneself();
    perform embedded.dblink_exec('rebalance', format('call embedded.note_steps(%s, %L)', pg_backend_pid(), moves));
    for step in select i, m.shardid, source.nodename as source, source.nodeport as source_port,
                       target.nodename as target, target.nodeport as target_port
                  from unnest(moves) with ordinality as m (shardid, source_id, target_id, i)
                  join pg_dist_node source on source.nodeid = m.source_id
                  join pg_dist_node target on target.nodeid = m.target_id order by i loop
        raise notice 'Moving shard % from %:% to %:% ...', step.shardid, step.source, step.source_port, step.target,
            step.target_port;
        perform embedded.dblink_exec('rebalance', format('call embedded.take_step(%s, %s)', pg_backend_pid(), step.i));
    end loop;
    perform embedded.disconnect_from_oneself();
exception when others then
    perform embedded.disconnect_from_oneself();
    raise;
end
$$;

create procedure embedded.note_steps(session integer, moves embedded.shard_move[])
language sql as $$
    delete from embedded.rebalance_step where sessionid = session or worker not in (select pid from pg_stat_activity);
    insert into embedded.rebalance_step (sessionid, step, shardid, source, target)
    select session, i, beside, m.source_id, m.target_id
      from unnest(moves) with ordinality as m (shardid, source_id, target_id, i)
     cross join embedded.shards_beside(m.shardid) as beside;
$$;

create function embedded.move_step(session integer, number integer) returns void
language sql as $$
    select embedded.move(min(s.shardid), min(source.groupid), min(target.groupid))
      from embedded.rebalance_step s
      join pg_dist_node source on source.nodeid = s.source
      join pg_dist_node target on target.nodeid = s.target
     where s.sessionid = session and s.step = number;
$$;

create procedure embedded.take_step(session integer, number integer)
language plpgsql as $$
begin
    update embedded.rebalance_step set progress = 1 where sessionid = session and step = number;
    commit;
    perform embedded.move_step(session, number);
    update embedded.rebalance_step set progress = 2 where sessionid = session and step = number;
end
$$;

create function pg_catalog.get_rebalance_progress(
    out sessionid integer, out table_name regclass, out shardid bigint, out shard_size bigint, out sourcename text,
    out sourceport integer, out targetname text, out targetport integer, out progress bigint,
    out source_shard_size bigint, out target_shard_size bigint, out operation_type text, out source_lsn pg_lsn,
    out target_lsn pg_lsn, out status text) returns setof record
language sql strict as $$
    with size as materialized (select groupid, shardid, total_size from embedded.placement_sizes(true))
    select s.sessionid, shard.logicalrelid, s.shardid, coalesce(case when s.progress = 2 then there.total_size end,
           here.total_size, 0), source.nodename, source.nodeport, target.nodename, target.nodeport, s.progress,
           coalesce(here.total_size, 0), case when s.progress > 0 then coalesce(there.total_size, 0) else 0 end, 'move',
           null::pg_lsn, null::pg_lsn,
           (array['Not Started Yet', 'Copying Data', 'Completed'])[s.progress + 1]
      from embedded.rebalance_step s
      join pg_stat_activity a on a.pid = s.worker
      join pg_dist_shard shard on shard.shardid = s.shardid
      join pg_dist_node source on source.nodeid = s.source
      join pg_dist_node target on target.nodeid = s.target
      left join size here on (here.groupid, here.shardid) = (source.groupid, s.shardid)
      left join size there on (there.groupid, there.shardid) = (target.groupid, s.shardid)
     where exists (select from embedded.rebalance_step open where open.sessionid = s.sessionid and open.progress < 2)
     order by s.sessionid, s.step, s.shardid;
$$;

reset allow_system_table_mods;
reset check_function_bodies;
