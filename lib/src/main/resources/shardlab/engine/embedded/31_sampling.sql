-- 31. Sampling: TABLESAMPLE is refused on the coordinator.
--
-- The shards' tables on the coordinator are foreign, and PostgreSQL's planner leaves TABLESAMPLE out for a foreign partition
-- without a word: DELETE … USING t TABLESAMPLE bernoulli (0) would delete everything. While the server parses such a
-- statement it calls the sampling method, a function, which is not told what is to be sampled. So on the coordinator the
-- methods are functions that refuse, whatever the table. Shards, on the workers, can be sampled.
--
-- What Citus does instead: it sends TABLESAMPLE to the shards.

set check_function_bodies = off;

create function embedded.refuse_sampling() returns oid
language plpgsql as $$
begin
    raise exception 'the embedded engine has no TABLESAMPLE' using errcode = 'feature_not_supported',
        hint = 'Write WHERE random() < 0.1. ' || embedded.where_citus_is() || '.';
end
$$;

-- An SQL function may not return what a sampling method does, and it need not: its first statement ends it.
create function embedded.refuse_to_sample() returns void
language plpgsql set allow_system_table_mods = on as $$
declare
    method name;
begin
    foreach method in array '{bernoulli,system}'::name[] loop
        continue when to_regprocedure(format('pg_catalog.%I(internal)', 'builtin_' || method)) is not null;
        execute format('alter function pg_catalog.%I(internal) rename to %I', method, 'builtin_' || method);
        execute format('create function pg_catalog.%I(oid) returns oid language sql '
                       'as ''select embedded.refuse_sampling(); select null::oid''', method);
        update pg_proc set prorettype = 'internal'::regtype
         where oid = format('pg_catalog.%I(internal)', 'builtin_' || method)::regprocedure;
        update pg_proc set proargtypes = 'internal'::regtype::oid::text::oidvector, prorettype = 'tsm_handler'::regtype
         where oid = format('pg_catalog.%I(oid)', method)::regprocedure;
    end loop;
end
$$;

-- No other methods come in by an extension.
create function embedded.refuse_sampling_methods() returns event_trigger
language plpgsql as $$
begin
    if citus_is_coordinator() and exists (select from pg_proc f join pg_language l on l.oid = f.prolang
                                           where f.prorettype = 'tsm_handler'::regtype and l.lanname <> 'sql'
                                             and f.oid >= 16384) then
        perform embedded.refuse_sampling();
    end if;
end
$$;

create event trigger embedded_sampling on ddl_command_end
    when tag in ('CREATE EXTENSION', 'CREATE FUNCTION') execute function embedded.refuse_sampling_methods();

reset check_function_bodies;
