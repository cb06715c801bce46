-- 42. Locks: a table is locked before it is looked at.
--
-- Whatever changes where rows lie copies them, and the copy takes the place of what was copied: a row that the copy did not
-- see is lost. So first the lock, then the look. Three things have to be waited for, or noticed:
--
--   other changes    Whoever decides or changes where shards lie holds embedded.placement_lock, from before the first look
--                    until the end of the transaction.
--   writers          Tables are locked before anything in them is read.
--   old snapshots    A transaction that is not at read committed sees what was committed when it began, and postgres_fdw
--                    holds its transactions on workers at repeatable read: each has the snapshot of its first statement.
--                    If that was before the lock, another session may have committed a row since then. Its commit is
--                    looked for, and if there is one, the statement fails as PostgreSQL's own serialization failures do:
--                    the transaction may be run again.
--
-- What Citus does instead: it holds locks on co-location groups, and reads what is committed over connections of its own.

create table embedded.placement_lock (changes bigint not null);
insert into embedded.placement_lock values (0);

-- At repeatable read, PostgreSQL refuses to update a row that another transaction has updated meanwhile, and to lock it.
create function embedded.hold_placements() returns void
language sql security definer set search_path = pg_catalog as $$
    update embedded.placement_lock set changes = changes + 1;
$$;

-- For what may as well be left undone while another session decides or changes where shards lie.
create function embedded.try_to_hold_placements() returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform from embedded.placement_lock for update skip locked;
    return found;
end
$$;

-- For those that write to all placements, and change none. At read committed they see where the shards lie now.
create function embedded.refuse_old_placements() returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if embedded.keeps_snapshot() then
        perform from embedded.placement_lock for share;
    end if;
end
$$;

create function embedded.before_ddl_on_placements() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if embedded.carries_on() then
        perform embedded.refuse_old_placements();
    end if;
end
$$;

create function embedded.keeps_snapshot() returns boolean
language sql stable
return current_setting('transaction_isolation') not in ('read committed', 'read uncommitted');

-- Locks a table whose rows go elsewhere. Nothing that was committed until now is missed by what looks at it from here on.
create function embedded.hold(relation oid, lock_mode text) returns void
language plpgsql as $$
begin
    execute format('lock table %s in %s mode', embedded.qualified_name(relation), lock_mode);
    perform embedded.refuse_old_snapshots(relation);
end
$$;

-- Locks a table, and fails if this session is in the middle of a query or of deferred checks on it: to give it the owner
-- it has changes nothing, but PostgreSQL looks.
create function embedded.take(relation oid) returns void
language plpgsql as $$
declare
    owner name := (select pg_get_userbyid(relowner) from pg_class where oid = relation);
begin
    perform embedded.hold(relation, 'access exclusive');
    execute format('alter table %s owner to %I', embedded.qualified_name(relation), owner);
end
$$;

-- What this transaction has taken before nobody else has written to since.
create function embedded.refuse_old_snapshots(relation oid) returns void
language plpgsql as $$
declare
    taken text := coalesce(current_setting('embedded.taken', true), '');
begin
    if position(format(' %s ', relation) in taken) > 0 then
        return;
    end if;
    if embedded.keeps_snapshot() then
        perform embedded.refuse_missed_commits();
    end if;
    if embedded.is_distributed(relation) then
        perform embedded.refuse_missed_commits_on_workers();
    end if;
    perform set_config('embedded.taken', format('%s %s ', taken, relation), true);
end
$$;

create function embedded.refuse_missed_commits_on_workers() returns void
language plpgsql as $$
declare
    server name;
begin
    for server in select server_name from embedded.postgres_fdw_get_connections(true)
                   where used_in_xact and server_name is not null loop
        execute format('insert into embedded.%I values (%L)', 'command_' || server,
                       'select embedded.refuse_missed_commits()');
    end loop;
end
$$;

-- On every node.
create function embedded.refuse_missed_commits() returns void
language plpgsql as $$
begin
    if embedded.has_missed_commits(pg_current_snapshot()) then
        raise exception 'could not serialize access: other transactions have committed since this one first looked'
            using errcode = 'serialization_failure',
                  hint = 'Run the transaction again, with the statement that changes where rows lie before all others.';
    end if;
end
$$;

-- A transaction that was at work when the snapshot was taken, or began later, and is committed by now. The last one that
-- has begun is found by asking for the one after it.
create function embedded.has_missed_commits(seen pg_snapshot) returns boolean
language plpgsql as $$
declare
    later numeric := pg_snapshot_xmax(seen)::text::numeric;
begin
    if exists (select from pg_snapshot_xip(seen) as busy where pg_xact_status(busy) = 'committed') then
        return true;
    end if;
    while pg_xact_status(later::text::xid8) is distinct from 'committed' loop
        later := later + 1;
    end loop;
    return true;
exception when invalid_parameter_value then
    return false;
end
$$;

create event trigger embedded_placements on ddl_command_start execute function embedded.before_ddl_on_placements();
