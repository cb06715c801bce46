-- 26. Triggers: none on distributed and reference tables but those of this engine.
--
-- A trigger on the coordinator's table would see the statements but not the rows, which the shards have. The engine's own
-- triggers keep what Citus keeps in C (see 27_copies.sql and 29_guards.sql); that they stay is for 28_keys.sql to see.
--
-- What Citus does instead: it refuses the same statements, unless citus.enable_unsafe_triggers is on.

set check_function_bodies = off;

create function embedded.is_own_trigger(t pg_trigger) returns boolean
language sql stable
return exists (select from pg_proc p where p.oid = t.tgfoid and p.pronamespace = 'embedded'::regnamespace);

create function embedded.after_trigger_ddl() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    kind "char";
begin
    if not embedded.carries_on() then
        return;
    end if;
    select p.partmethod into kind
      from pg_event_trigger_ddl_commands() d
      join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
      join pg_dist_partition p on p.logicalrelid = t.tgrelid
     where not t.tgisinternal and not embedded.is_own_trigger(t)
     limit 1;
    if found then
        raise exception 'triggers are not supported on % tables', case kind when 'n' then 'reference' else 'distributed' end
            using errcode = 'XX000';
    end if;
end
$$;

create event trigger embedded_triggers on ddl_command_end when tag in ('CREATE TRIGGER')
    execute function embedded.after_trigger_ddl();

reset check_function_bodies;
