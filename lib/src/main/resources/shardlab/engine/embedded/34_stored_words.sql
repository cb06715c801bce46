-- 34. Stored words: ONLY, SKIP LOCKED and NOWAIT in views, rules, policies and functions.
--
-- These are stored parsed, or, as the text of an SQL function, become part of the statement that calls it: the words are not
-- in any text that 32_unheard_words.sql finds. So what is stored is looked at when it is made, and when a table gets to be
-- distributed or gets another name.

set check_function_bodies = off;

-- What is stored parsed, as a tree: :inh false is ONLY; :waitPolicy is 1 for SKIP LOCKED, 2 for NOWAIT.
create view embedded.stored_tree as
select 'pg_rewrite'::regclass::oid as classid, oid as objid, ev_class as relation, ev_action::text as tree from pg_rewrite
union all
select 'pg_policy'::regclass, oid, 0, concat(polqual::text, polwithcheck::text) from pg_policy
union all
select 'pg_proc'::regclass, oid, 0, prosqlbody::text from pg_proc where prosqlbody is not null;

create function embedded.refuse_stored_words(relations oid[]) returns void
language plpgsql as $$
declare
    tree text;
begin
    for tree in select t.tree from pg_depend d join embedded.stored_tree t using (classid, objid)
                 where d.refclassid = 'pg_class'::regclass and d.refobjid = any (relations) and t.relation <> d.refobjid
                   and (t.tree ~ format(':relid %s :inh false', d.refobjid) or t.tree ~ ':waitPolicy [12]') loop
        if tree ~ ':waitPolicy [12]' then
            perform embedded.refuse_not_to_wait();
        end if;
        perform embedded.refuse_only();
    end loop;
    perform embedded.refuse_words_in_functions();
end
$$;

-- The text of an SQL function that is not volatile may become part of the statement that calls it, and is not heard then.
create function embedded.refuse_words_in_functions() returns void
language plpgsql as $$
declare
    function pg_proc;
begin
    for function in select p.* from pg_proc p join pg_language l on l.oid = p.prolang
                     where l.lanname = 'sql' and p.prosqlbody is null and p.prosrc ~* '\m(only|locked|nowait)\M'
                       and p.pronamespace <> 'embedded'::regnamespace loop
        if embedded.has_only(function.prosrc) then
            perform embedded.refuse_only();
        elsif function.provolatile <> 'v' and embedded.has_keyword('(locked|nowait)', function.prosrc) then
            perform embedded.refuse_not_to_wait();
        end if;
    end loop;
end
$$;

create function embedded.listen_to_ddl() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if embedded.carries_on() then
        perform embedded.refuse_stored_words(array(select logicalrelid::oid from pg_dist_partition where partmethod = 'h'));
    end if;
end
$$;

create event trigger embedded_stored_words on ddl_command_end
    when tag in ('CREATE VIEW', 'CREATE MATERIALIZED VIEW', 'CREATE RULE', 'CREATE POLICY', 'ALTER POLICY',
                 'CREATE FUNCTION', 'CREATE PROCEDURE', 'ALTER FUNCTION') execute function embedded.listen_to_ddl();

reset check_function_bodies;
