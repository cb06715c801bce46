-- 30. Commit: what a worker could refuse at COMMIT is checked before the first worker commits.
--
-- A connection to a worker may be gone, since its server was killed or restarted meanwhile: the worker has rolled back its
-- part, and the others would commit theirs. A transaction that writes on several workers leaves a note, whose deferred
-- trigger fires when the transaction commits, before postgres_fdw does: if a connection was closed at its other end, the
-- commit is refused. A worker that goes after that, between the commits of two workers, is what only two-phase commit helps
-- against.
--
-- A constraint that is DEFERRABLE INITIALLY DEFERRED is checked by the shards when their transaction ends. postgres_fdw
-- commits one worker after the other, so a late refusal would come after others have committed. The first write of a
-- transaction to a table that such a constraint can concern leaves a note, whose own deferred trigger fires when the
-- transaction commits, before postgres_fdw does: it has every worker check all constraints at once.
--
-- A SERIALIZABLE transaction can be refused by any server as it commits, and nothing can be asked of it before: writes to
-- distributed and reference tables are refused there.
--
-- What Citus does instead: PREPARE TRANSACTION on every worker, which checks everything, before the first COMMIT PREPARED.

set check_function_bodies = off;

create unlogged table embedded.commit_note (id bigint generated always as identity);

create function embedded.before_write() returns trigger
language plpgsql as $$
begin
    if current_setting('transaction_isolation') = 'serializable' then
        raise exception 'the embedded engine has no SERIALIZABLE transactions that write to distributed or reference tables'
            using errcode = 'feature_not_supported',
                  hint = 'Use READ COMMITTED or REPEATABLE READ. ' || embedded.where_citus_is() || '.';
    elsif coalesce(current_setting('embedded.commit_note', true), '') not in ('left', 'not for ' || tg_relid) then
        perform embedded.leave_commit_note(tg_relid);
    end if;
    return null;
end
$$;

-- The first statement needs no note while all is on one worker: most transactions are one statement that writes there. The
-- second leaves one without another look. Whoever may write to a table may leave notes.
create function embedded.after_write() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    note    text := coalesce(current_setting('embedded.write_note', true), '');
    workers integer;
begin
    if note = 'left' then
        return null;
    elsif note = '' then
        select count(*) into workers from embedded.postgres_fdw_get_connections(false) c where c.used_in_xact;
    end if;
    if note <> '' or workers > 1 then
        perform embedded.leave_write_note();
    else
        perform set_config('embedded.write_note', 'one worker', true);
    end if;
    return null;
end
$$;

create unlogged table embedded.write_note (id bigint generated always as identity primary key);

-- One for a transaction.
create function embedded.leave_write_note() returns void
language plpgsql as $$
begin
    if current_setting('embedded.write_note', true) is distinct from 'left' then
        insert into embedded.write_note default values;
        perform set_config('embedded.write_note', 'left', true);
    end if;
end
$$;

-- The commit takes the note away, and when that is noticed all other deferred triggers have had their turn: connections are
-- looked at then. SET CONSTRAINTS ALL IMMEDIATE does both at once, whenever it comes; another note is left for the commit.
create function embedded.check_connections() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform set_config('embedded.write_note', 'taken', true);
        delete from embedded.write_note where id = new.id;
        if current_setting('embedded.write_note') = 'checked' then
            set constraints embedded.check_connections deferred;
            perform embedded.leave_write_note();
        end if;
    else
        perform embedded.refuse_lost_connection();
        perform set_config('embedded.write_note', 'checked', true);
    end if;
    return null;
end
$$;

create constraint trigger check_connections after insert or delete on embedded.write_note deferrable initially deferred
    for each row execute function embedded.check_connections();
alter table embedded.write_note enable always trigger check_connections;

-- The kernel knows whether the other end has closed a connection, on Linux; elsewhere the worker is asked. A connection can
-- also be there and of no use: a statement that was cancelled left it in a state that a savepoint did not mend.
create function embedded.refuse_lost_connection() returns void
language plpgsql as $$
declare
    used record;
begin
    for used in select c.server_name as server, c.closed, count(*) over () as connections
                  from embedded.postgres_fdw_get_connections(true) c where c.used_in_xact loop
        continue when used.server is null;    -- of a node that this transaction has removed
        if used.closed then
            raise exception 'the connection to % was lost in this transaction',
                            regexp_replace(used.server, '^worker_(\d+)_lane_\d+$', 'worker-\1')
                using errcode = 'connection_failure', detail = 'The transaction is rolled back on all workers.',
                      hint = 'Run it again when the worker answers.';
        elsif used.connections > 1 then
            perform embedded.try_connection(format('embedded.%I', 'command_' || used.server), used.closed is null);
        end if;
    end loop;
end
$$;

-- To open a cursor on a foreign table takes the connection and sends nothing; postgres_fdw has its own errors if it is of no
-- use.
create function embedded.try_connection(commands text, ask boolean) returns void
language plpgsql as $$
declare
    nothing refcursor;
begin
    if to_regclass(commands) is not null and ask then
        execute format('insert into %s values ($1)', commands) using 'select 1';
    elsif to_regclass(commands) is not null then
        open nothing for execute format('select from %s', commands);
        close nothing;
    end if;
end
$$;

create function embedded.leave_commit_note(relation oid) returns void
language plpgsql as $$
begin
    if embedded.can_fail_at_commit(relation) then
        insert into embedded.commit_note default values;
        perform set_config('embedded.commit_note', 'left', true);
    else
        perform set_config('embedded.commit_note', 'not for ' || relation, true);
    end if;
end
$$;

-- True if the table, or one that foreign keys tie to it, has or is the target of a deferrable constraint.
create function embedded.can_fail_at_commit(relation oid) returns boolean
language sql stable set search_path = pg_catalog
return (with recursive reached(relation, is_deferrable) as (
            select can_fail_at_commit.relation, false
            union
            select c.conrelid, c.condeferrable
              from reached r
              join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.relation
                              and d.classid = 'pg_constraint'::regclass
              join pg_constraint c on c.oid = d.objid)
        select bool_or(is_deferrable) from reached);

create function embedded.check_workers() returns trigger
language plpgsql as $$
declare
    server text;
begin
    perform set_config('embedded.commit_note', '', true);
    delete from embedded.commit_note where id = new.id;
    for server in select c.server_name from embedded.postgres_fdw_get_connections(false) c
                   where c.used_in_xact and to_regclass(format('embedded.%I', 'command_' || c.server_name)) is not null loop
        execute format('insert into embedded.%I values ($1)', 'command_' || server) using 'set constraints all immediate';
    end loop;
    return null;
end
$$;

create constraint trigger check_workers after insert on embedded.commit_note deferrable initially deferred
    for each row execute function embedded.check_workers();
alter table embedded.commit_note enable always trigger check_workers;

reset check_function_bodies;
