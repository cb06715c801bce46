-- 30. Commit: what a worker could refuse at COMMIT is checked before the first worker commits.
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
