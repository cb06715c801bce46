-- 18. Hiding: how a table with foreign partitions gets a key.
--
-- PostgreSQL refuses a unique or foreign key on a table with foreign partitions, and a foreign key to it, since it cannot
-- enforce it there. The shards can, and do. (It refuses ALTER COLUMN … USING as well.) So while such a statement runs, the
-- partitions of the tables that it concerns are out of PostgreSQL's sight: it looks for partitions only where
-- pg_class.relhassubclass is true, and that is one field of one row. The change is undone at the end of the statement and
-- seen by no other session, but the row stays locked until the transaction ends. Therefore only those tables are hidden
-- that the statement locks itself.
--
-- Which ones are those? The statement is rehearsed: run in a subtransaction, looked at, and taken back. First with
-- everything in sight: most statements concern no distributed table, or need no hiding. Only where PostgreSQL refuses the
-- foreign partitions is it rehearsed again with the partitions of all tables hidden.
--
-- What Citus does instead: the coordinator's table has no partitions and holds no rows, so any key may be declared.

set allow_system_table_mods = on;
set check_function_bodies = off;

create function embedded.hide_partitions(relations oid[]) returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    update pg_class set relhassubclass = false
     where oid = any (relations) and oid in (select logicalrelid from pg_dist_partition where partmethod = 'h');
end
$$;

-- Hides all distributed tables whose rows in pg_class no other transaction has locked. True if those were all.
create function embedded.hide_what_is_free() returns boolean
language plpgsql set allow_system_table_mods = on as $$
declare
    relations oid[] := array(select c.oid from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
                              where p.partmethod = 'h' for update of c skip locked);
begin
    perform embedded.hide_partitions(relations);
    return cardinality(relations) = (select count(*) from pg_dist_partition where partmethod = 'h');
end
$$;

create function embedded.show_partitions(relations oid[]) returns void
language plpgsql set allow_system_table_mods = on as $$
begin
    update pg_class set relhassubclass = true where oid = any (relations);
end
$$;

-- Touching its row in pg_class makes every session read a table's description anew.
create function embedded.forget_cached(relation oid) returns void
language sql set allow_system_table_mods = on as $$
    update pg_class set relname = relname where oid = relation;
$$;

create function embedded.hidden_tables() returns oid[]
language sql stable
return array(select c.oid from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
              where p.partmethod = 'h' and not c.relhassubclass);

-- Runs a statement and takes it back. Says how it ended, and which distributed tables it locks so that nobody else alters
-- them meanwhile, and how. In the first run no index is built and no table rewritten: a tablespace in which no index may
-- lie stops the one, and the event trigger on_rewrite (20_rewrite.sql) the other, when what matters is known.
create function embedded.rehearse(statement text, tag text, hidden boolean,
                                  out state text, out tables oid[], out locks text[])
language plpgsql as $$
declare
    all_hidden boolean;
begin
    perform set_config('embedded.converting', case when hidden then 'second' else 'first' end || ' rehearsal', true);
    perform set_config('client_min_messages', 'error', true);
    if hidden then
        perform set_config('lock_timeout', '10ms', true);
        all_hidden := embedded.hide_what_is_free();
    elsif tag = 'CREATE INDEX' then
        perform set_config('default_tablespace', 'pg_global', true);
    end if;
    execute statement;
    select array_agg(l.relation order by l.relation), array_agg(l.lock order by l.relation) into tables, locks
      from (select p.logicalrelid::oid as relation, embedded.strongest_lock(p.logicalrelid) as lock
              from pg_dist_partition p where p.partmethod = 'h') l
     where l.lock is not null;
    raise exception 'the rehearsal is over' using errcode = 'SLR01';
exception
    when sqlstate 'SLR01' then
        state := 'done';
    when wrong_object_type or internal_error then
        state := case when all_hidden then 'refused' else 'refused, partitions in sight' end;
    when lock_not_available then
        state := 'locked by others';
    when foreign_key_violation then
        state := case when hidden then 'rows not checked' else 'refused' end;
    when others then
        state := 'refused';
end
$$;

-- The strongest lock that this transaction has on a table, as LOCK TABLE calls it; null for those under which others write.
create function embedded.strongest_lock(relation oid) returns text
language sql volatile
return (select m.words
          from pg_locks l
          join (values ('ShareLock', 'share', 1), ('ShareRowExclusiveLock', 'share row exclusive', 2),
                       ('ExclusiveLock', 'exclusive', 3), ('AccessExclusiveLock', 'access exclusive', 4))
               as m(mode, words, strength) on m.mode = l.mode
         where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.relation = strongest_lock.relation
         order by m.strength desc limit 1);

-- Hides the partitions of the tables that a statement will alter, where it has to be. The first rehearsal waits for other
-- sessions' locks as the statement itself would; the second holds rows of all tables, so it waits for nobody and is
-- repeated.
create function embedded.hide_for(statement text, tag text) returns void
language plpgsql as $$
declare
    rehearsal record;
begin
    for attempt in 1 .. 100 loop
        rehearsal := embedded.rehearse(statement, tag, false);
        if rehearsal.state <> 'refused, partitions in sight' then
            return;
        end if;
        rehearsal := embedded.rehearse(statement, tag, true);
        exit when rehearsal.state in ('done', 'refused', 'rows not checked');
        perform pg_sleep(0.01);
    end loop;
    if rehearsal.state = 'rows not checked' then
        raise exception 'the embedded engine cannot look up rows of a local table in a distributed one while it adds a '
            'foreign key' using errcode = 'feature_not_supported',
            hint = 'Add the key NOT VALID, and then VALIDATE CONSTRAINT.';
    end if;
    if rehearsal.state <> 'done' then
        perform embedded.hide_what_is_free();    -- then the statement fails for the reason that it failed for now
        return;
    end if;
    for i in 1 .. coalesce(cardinality(rehearsal.tables), 0) loop
        execute format('lock table only %s in %s mode', embedded.qualified_name(rehearsal.tables[i]), rehearsal.locks[i]);
    end loop;
    perform embedded.hide_partitions(rehearsal.tables);
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
