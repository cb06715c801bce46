-- 29. Guards: writes that this engine cannot do are refused before a row changed.
--
-- Statement triggers on the coordinator's table, which fire even while session_replication_role is 'replica':
--
--   before_write               a transaction that is SERIALIZABLE; what is to be checked at COMMIT (see 30_commit.sql)
--   write_note                 the last of all: what is to be checked at COMMIT if there are several workers (see there)
--   keep_distribution_column   an UPDATE that sets the distribution column
--   begin_insert, end_insert,  an INSERT … ON CONFLICT with a target, which postgres_fdw cannot send
--   begin_update
--
-- What Citus does instead: its planner sees the parse tree.

set check_function_bodies = off;

create function embedded.guard(relation regclass, column_name name) returns void
language plpgsql as $$
declare
    guard record;
begin
    perform embedded.listen_to(relation);
    perform embedded.guard_writes(relation);
    for guard in values ('keep_distribution_column', format('before update of %I', column_name), 'refuse_to_move_rows'),
                        ('begin_insert', 'before insert', 'begin_insert'),
                        ('begin_update', 'before update', 'begin_update'),
                        ('end_insert', 'after insert', 'end_insert') loop
        perform embedded.create_guard(relation, guard.column1, guard.column2, '', guard.column3);
    end loop;
end
$$;

-- What every distributed and every reference table has.
create function embedded.guard_writes(relation regclass) returns void
language sql as $$
    select embedded.create_guard(relation, 'before_write', 'before insert or update or delete or truncate', '',
                                 'before_write');
    select embedded.create_guard(relation, 'write_note', 'after insert or update or delete or truncate', '', 'after_write');
$$;

create function embedded.create_guard(relation regclass, name text, event text, transition text, function text)
returns void
language plpgsql as $$
begin
    execute format('create trigger %I %s on %s %s for each statement execute function embedded.%I()', name, event,
                   embedded.qualified_name(relation), transition, function);
    execute format('alter table %s enable always trigger %I', embedded.qualified_name(relation), name);
end
$$;

-- A row whose distribution column changes would have to move to another shard; Citus refuses that, and so do we, but
-- here also when the value stays the same.
create function embedded.refuse_to_move_rows() returns trigger
language plpgsql as $$
begin
    raise exception 'modifying the partition value of rows is not allowed' using errcode = 'feature_not_supported';
end
$$;

-- INSERT … ON CONFLICT DO UPDATE fires the triggers of an UPDATE right after those of the INSERT. An UPDATE that another
-- part of the same statement (WITH …) or a function runs meanwhile has locked partitions, or has another context.
-- Once a transaction has written to the table, partitions are locked, and there is no telling: PostgreSQL's own error ends
-- the statement then.
create function embedded.begin_insert() returns trigger
language plpgsql as $$
declare
    context text;
begin
    get diagnostics context = pg_context;
    perform pg_stat_clear_snapshot();    -- an earlier COPY of this transaction must not be taken for this one
    if current_setting('embedded.inserting', true) is distinct from 'not ' || tg_relid
       and embedded.has_conflict_target(tg_relid) then
        perform embedded.refuse_conflict_target();
    end if;
    perform set_config('embedded.inserting', tg_relid || embedded.caller(context), true);
    return null;
end
$$;

create function embedded.begin_update() returns trigger
language plpgsql as $$
declare
    context text;
begin
    get diagnostics context = pg_context;
    if current_setting('embedded.inserting', true) = tg_relid || embedded.caller(context)
       and not embedded.has_locked_partitions(tg_relid) then
        perform embedded.refuse_conflict_target();
    end if;
    return null;
end
$$;

create function embedded.end_insert() returns trigger
language plpgsql as $$
begin
    perform set_config('embedded.inserting', 'not ' || tg_relid, true);
    return null;
end
$$;

-- A context without its first line, which names the function that asked for it.
create function embedded.caller(context text) returns text
language sql immutable
return substr(context, strpos(context || E'\n', E'\n'));

create function embedded.has_locked_partitions(relation oid) returns boolean
language sql stable set search_path = pg_catalog
return exists (select from pg_locks l join pg_inherits i on i.inhrelid = l.relation
                where l.pid = pg_backend_pid() and l.mode = 'RowExclusiveLock'
                  and i.inhparent = has_locked_partitions.relation);

-- The planner locks the unique indexes of the table when it looks for one that fits a conflict target. So does COPY; an
-- UPDATE or DELETE locks partitions as well.
create function embedded.has_conflict_target(relation oid) returns boolean
language sql stable set search_path = pg_catalog
return exists (select from pg_locks l join pg_index i on i.indexrelid = l.relation
                where l.pid = pg_backend_pid() and l.mode = 'RowExclusiveLock'
                  and i.indrelid = has_conflict_target.relation and i.indisunique)
   and not embedded.has_locked_partitions(relation)
   and not exists (select from pg_stat_progress_copy where pid = pg_backend_pid() and relid = relation);

create function embedded.refuse_conflict_target() returns void
language plpgsql as $$
begin
    raise exception 'the embedded engine has no ON CONFLICT with a target on distributed tables'
        using errcode = 'feature_not_supported',
              hint = 'Write ON CONFLICT DO NOTHING without a target, or UPDATE first and then INSERT what is missing. '
                     || embedded.where_citus_is() || ', which has all forms.';
end
$$;

reset check_function_bodies;
