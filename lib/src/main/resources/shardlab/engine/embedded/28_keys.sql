-- 28. Keys: one side enforces each foreign key.
--
--   from a distributed table      the shards enforce it, actions included; the coordinator's own triggers for it are
--                                 disabled, or rows would follow twice
--   between reference tables      the coordinator enforces it, even while session_replication_role is 'replica'; its
--                                 triggers carry what follows from it on to the copies, where the key is NOT ENFORCED
--   from a local table            the coordinator, as in any PostgreSQL
--
-- What Citus does instead: the shards enforce every foreign key, and the coordinator's shell tables are never written.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- The coordinator's triggers for foreign keys that are not to be as PostgreSQL creates them: 'D' for disabled, 'A' for
-- enabled always.
create view embedded.key_trigger as
select t.tgrelid, t.tgname, t.tgenabled, case referencing.partmethod when 'h' then 'D' else 'A' end::"char" as wanted
  from pg_trigger t
  join pg_constraint c on c.oid = t.tgconstraint and c.contype = 'f'
  join pg_dist_partition referencing on referencing.logicalrelid = c.conrelid
  join pg_dist_partition referenced on referenced.logicalrelid = c.confrelid and referenced.partmethod = 'n'
 where referencing.partmethod = 'n' or t.tgrelid = c.confrelid;

create function embedded.set_key_triggers() returns void
language plpgsql as $$
declare
    statement text;
begin
    for statement in select format('alter table %s %s trigger %I', embedded.qualified_name(tgrelid),
                                   case wanted when 'D' then 'disable' else 'enable always' end, tgname)
                       from embedded.key_trigger where tgenabled <> wanted loop
        execute statement;
    end loop;
end
$$;

-- The triggers by which a distributed or reference table is kept right are there and fire always, or the statement that
-- changed them is refused.
create function embedded.check_triggers() returns void
language plpgsql as $$
declare
    method "char" := (
        select p.partmethod
          from pg_dist_partition p
         cross join unnest(case p.partmethod
                           when 'n' then '{before_write,after_write,insert_into_copies,update_copies,delete_from_copies,'
                                         'truncate_copies}'
                           else '{before_write,after_write,refuse_to_move_rows,begin_insert,begin_update,end_insert,'
                                'check_local_references}' end::name[]) as needed
         where not exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                            where t.tgrelid = p.logicalrelid and t.tgenabled = 'A'
                              and f.pronamespace = 'embedded'::regnamespace and f.proname = needed)
         limit 1);
begin
    if method is not null then
        raise exception 'triggers are not supported on % tables',
            case method when 'n' then 'reference' else 'distributed' end using errcode = 'XX000';
    end if;
end
$$;

-- Rows of a reference table that are written or read through a parent would pass by its triggers.
create function embedded.check_inheritance() returns void
language plpgsql as $$
begin
    if exists (select from pg_inherits i join pg_dist_partition p on p.logicalrelid in (i.inhrelid, i.inhparent)
                where p.partmethod = 'n' or p.logicalrelid = i.inhrelid) then
        raise exception 'inheritance and partitioning are not supported on reference tables, nor is a distributed table as '
                        'a child' using errcode = 'feature_not_supported',
            hint = 'A distributed or reference table stands for itself; read several by a view with UNION ALL.';
    end if;
end
$$;

create function embedded.after_key_ddl() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    converting text := coalesce(current_setting('embedded.converting', true), '');
begin
    if not citus_is_coordinator() or converting = 'keys' then
        return;
    end if;
    perform set_config('embedded.converting', 'keys', true);    -- the statements that follow are not looked at
    perform embedded.set_key_triggers();
    perform set_config('embedded.converting', converting, true);
    if starts_with(current_setting('embedded.commit_note', true), 'not') then
        perform set_config('embedded.commit_note', '', true);   -- the next write looks again (see 30_commit.sql)
    end if;
    if converting = '' then
        perform embedded.check_triggers();
        perform embedded.check_inheritance();
    end if;
end
$$;

create event trigger embedded_key_ddl on ddl_command_end
    when tag in ('CREATE TABLE', 'ALTER TABLE', 'ALTER TRIGGER') execute function embedded.after_key_ddl();
create event trigger embedded_key_drop on sql_drop
    when tag in ('DROP TRIGGER') execute function embedded.after_key_ddl();

reset allow_system_table_mods;
reset check_function_bodies;
