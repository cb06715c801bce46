-- 32. Unheard words: ONLY, SKIP LOCKED and NOWAIT are refused in whatever reads a distributed table.
--
-- To PostgreSQL a distributed table is a partitioned one: ONLY finds no rows in it. And postgres_fdw sends FOR UPDATE
-- without SKIP LOCKED and NOWAIT. Neither is an error, and no trigger and no rule is told. But whenever the planner meets a
-- table, it computes what is constant in the expressions of its extended statistics. So every distributed table has
-- statistics on embedded.listen(): the planner calls it for any statement, at any depth, before that runs, and an error
-- there is the statement's. It finds the text that is being planned as 17_statement.sql does. Where one of the words is in
-- it, the server's parser is asked what it is there: with something else in the word's place the text is right, or not.
-- Views, rules, policies and functions are stored parsed, so they are looked at when they are made.
--
-- What Citus does instead: ONLY makes no difference; the sessions on the workers get SKIP LOCKED and NOWAIT.

set check_function_bodies = off;

create function embedded.listen() returns integer
language plpgsql immutable security definer set search_path = pg_catalog as $$
declare
    context text;
begin
    get diagnostics context = pg_context;
    if (context ~* 'only|locked|nowait|SQL function' or current_query() ~* 'only|locked|nowait|execute')
            and not embedded.is_analyzing() then
        perform embedded.refuse_unheard_words(text)
           from embedded.planned_texts(substr(context, strpos(context || E'\n', E'\n') + 1)) as text;
    end if;
    return 0;
end
$$;

-- ANALYZE computes the statistics' expressions, too. It may say ONLY: the coordinator then gathers its own statistics alone.
create function embedded.is_analyzing() returns boolean
language sql as $$
    select pg_stat_clear_snapshot();
    select exists (select from pg_stat_progress_analyze where pid = pg_backend_pid());
$$;

create function embedded.listen_to(relation oid) returns void
language plpgsql as $$
begin
    perform embedded.refuse_stored_words(array[relation]);
    execute format('create statistics embedded.%I on (embedded.listen()) from %s', 'listens_to_' || relation,
                   embedded.qualified_name(relation));
end
$$;

create function embedded.stop_listening(relation oid) returns void
language plpgsql as $$
begin
    execute format('drop statistics if exists embedded.%I', 'listens_to_' || relation);
end
$$;

-- True for one whole statement or several. The first of these fails once all have been parsed, so none runs.
create function embedded.parses(text text) returns boolean
language plpgsql as $$
begin
    execute 'select "no such column"; ' || text;
    return false;
exception
    when undefined_column then
        return true;
    when others then
        return false;
end
$$;

-- What may be what is being planned. `caller` is a context without its first line.
create function embedded.planned_texts(caller text) returns setof text
language plpgsql as $$
begin
    if caller = '' then
        return next current_query();
        return query select p.statement from pg_prepared_statement() p
                      where p.from_sql and p.statement ~* 'only|locked|nowait'
                        and current_query() ~* 'execute' and not embedded.is_plain(current_query());
    elsif starts_with(caller, 'SQL function "') then
        return query select p.prosrc from pg_proc p join pg_language l on l.oid = p.prolang
                      where l.lanname = 'sql' and p.prosqlbody is null
                        and starts_with(caller, format('SQL function "%s" ', p.proname));
    elsif caller ~ '^(SQL statement|PL/pgSQL (expression|assignment)) "' then
        return next embedded.quoted_text(caller);
    end if;
end
$$;

-- True if a text is one statement that does not run a prepared one.
create function embedded.is_plain(text text) returns boolean
language sql
return embedded.parses('with plain as (' || rtrim(text, E' \n\r\t;') || E'\n) select');

-- The longest text before a quote at the end of a line that can have been run there.
create function embedded.quoted_text(caller text) returns text
language plpgsql as $$
declare
    kind   text := split_part(caller, ' "', 1);
    quoted text := substr(caller, length(kind) + 3) || E'\n';
    found  text;
begin
    for n in reverse regexp_count(quoted, '"\n') .. 1 loop
        found := embedded.as_statement(kind, left(quoted, regexp_instr(quoted, '"\n', 1, n) - 1));
        exit when found is not null;
    end loop;
    return coalesce(found, quoted);
end
$$;

create function embedded.places_of(pattern text, text text) returns setof integer
language sql as $$
    select regexp_instr(text, pattern, 1, n, 0, 'i') from generate_series(1, regexp_count(text, pattern, 1, 'i')) n;
$$;

create function embedded.as_statement(kind text, text text) returns text
language sql
return case kind
    when 'SQL statement' then (select text where embedded.parses(text))
    when 'PL/pgSQL expression' then (select 'select ' || text where embedded.parses('select ' || text))
    else (select 'select ' || substr(text, place + 1) from embedded.places_of('=', text) as place
           where embedded.parses('select ' || substr(text, place + 1)) limit 1) end;

create function embedded.refuse_unheard_words(text text) returns void
language plpgsql as $$
begin
    if embedded.has_only(text) then
        perform embedded.refuse_only();
    elsif embedded.has_keyword('locked', text) or embedded.has_keyword('nowait', text) then
        perform embedded.refuse_not_to_wait();
    end if;
end
$$;

-- True if a word that may also be a name is a keyword: no other word could be there.
create function embedded.has_keyword(word text, text text) returns boolean
language sql
return text ~* format('\m%s\M', word)
   and not embedded.parses(regexp_replace(text, format('\m%s\M', word), word || 'x', 'gi'));

create function embedded.after_comments(text text) returns text
language sql immutable
return regexp_replace(text, '^(\s+|--[^\n]*(\n|$)|/\*([^*]|\*+[^*/])*\*+/)*', '');

-- It is no part of a constant, a comment or a quoted name if ) in its place is an error; it may be left out before a name.
create function embedded.is_only(before text, after text) returns boolean
language plpgsql as $$
declare
    name text[];
begin
    if embedded.parses(before || ')' || after) or not (after ~ '^\(' or embedded.parses(before || ' ' || after)) then
        return false;
    end if;
    name := parse_ident(embedded.after_comments(ltrim(after, '(')), false);
    return exists (select from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
                     join pg_namespace n on n.oid = c.relnamespace
                    where p.partmethod = 'h' and c.relname = name[cardinality(name)]
                      and n.nspname = coalesce(name[cardinality(name) - 1], n.nspname));
exception
    when invalid_parameter_value then    -- a name in a form that it does not know: it may be any table
        return true;
end
$$;

-- True if ONLY stands before a distributed table.
create function embedded.has_only(text text) returns boolean
language sql
return text ~* '\monly\M' and not embedded.parses(regexp_replace(text, '\monly\M', ')', 'gi'))
   and (not embedded.parses(text)
        or exists (select from embedded.places_of('\monly\M', text) as place
                    where embedded.is_only(left(text, place - 1), embedded.after_comments(substr(text, place + 4)))));

create function embedded.refuse_only() returns void
language plpgsql as $$
begin
    raise exception 'the embedded engine has no ONLY before a distributed table' using errcode = 'feature_not_supported',
        hint = 'Leave the word out: to Citus it makes no difference there.';
end
$$;

create function embedded.refuse_not_to_wait() returns void
language plpgsql as $$
begin
    raise exception 'the embedded engine has no SKIP LOCKED and no NOWAIT where a distributed table is read'
        using errcode = 'feature_not_supported',
              hint = 'FOR UPDATE alone waits for the row. ' || embedded.where_citus_is() || ', which has both.';
end
$$;

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
    perform embedded.refuse_only() from pg_proc p join pg_language l on l.oid = p.prolang
      where l.lanname = 'sql' and p.prosqlbody is null and p.pronamespace <> 'embedded'::regnamespace
        and embedded.has_only(p.prosrc);
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
                 'CREATE FUNCTION', 'CREATE PROCEDURE') execute function embedded.listen_to_ddl();

-- CREATE TABLE … (LIKE … INCLUDING STATISTICS) copies the statistics.
create function embedded.drop_copied_listeners() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    copy pg_statistic_ext;
begin
    for copy in select s.* from pg_statistic_ext s
                  join pg_depend d on d.classid = 'pg_statistic_ext'::regclass and d.objid = s.oid
                 where d.refobjid = 'embedded.listen()'::regprocedure and s.stxnamespace <> 'embedded'::regnamespace loop
        execute format('drop statistics %s.%I', copy.stxnamespace::regnamespace, copy.stxname);
    end loop;
end
$$;

create event trigger embedded_copied_listeners on ddl_command_end
    when tag in ('CREATE TABLE', 'CREATE FOREIGN TABLE') execute function embedded.drop_copied_listeners();

reset check_function_bodies;
