-- 32. Unheard words: ONLY, SKIP LOCKED and NOWAIT are refused in whatever reads a distributed table.
--
-- To PostgreSQL a distributed table is a partitioned one: ONLY finds no rows in it. And postgres_fdw sends FOR UPDATE
-- without SKIP LOCKED and NOWAIT. Neither is an error, and no trigger and no rule is told. But whenever the planner meets a
-- table, it computes what is constant in the expressions of its extended statistics. So every distributed table has
-- statistics on embedded.listen(): the planner calls it for any statement, at any depth, before that runs, and an error
-- there is the statement's. It finds the text that is being planned as 17_statement.sql does. Where one of the words is in
-- it, the server's parser is asked what it is there: with something else in the word's place the text is right, or not.
-- What is stored is looked at when it is made: see 34_stored_words.sql.
--
-- What Citus does instead: ONLY makes no difference; the sessions on the workers get SKIP LOCKED and NOWAIT.

set check_function_bodies = off;

create function embedded.listen() returns integer
language plpgsql immutable security definer set search_path = pg_catalog as $$
declare
    context text;
    caller  text;
begin
    get diagnostics context = pg_context;
    caller := substr(context, strpos(context || E'\n', E'\n') + 1);
    if (caller ~* 'only|locked|nowait' or starts_with(caller, 'SQL function')
            or current_query() ~* 'only|locked|nowait|execute') and not embedded.is_analyzing() then
        perform embedded.refuse_unheard_words(text) from embedded.planned_texts(caller) as text;
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
    elsif embedded.has_keyword('(locked|nowait)', text) then
        perform embedded.refuse_not_to_wait();
    end if;
end
$$;

-- True if a word that may also be a name is a keyword: no other word could be there.
create function embedded.has_keyword(word text, text text) returns boolean
language sql
return text ~* format('\m%s\M', word)
   and not embedded.parses(regexp_replace(text, format('\m%s\M', word), '\&x', 'gi'));

-- A text with SELECT in place of each ONLY that may stand before a distributed table; null without ONLY. Where ONLY can
-- stand before a table, SELECT is an error; in constants, comments, quoted names and labels (o.only) it makes no difference
-- to the parser.
create function embedded.without_only(text text) returns text
language sql as $$
    with words as (
        select part, i, sum(length(part) + length('only')) over (order by i) - length(part) - length('only') + 1 as place
          from regexp_split_to_table(without_only.text, '\monly\M', 'i') with ordinality as parts(part, i)),
    distributed as (
        select array_agg(distinct c.relname) as tables, array_agg(distinct n.nspname) || current_database() as around
          from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid join pg_namespace n on n.oid = c.relnamespace
         where p.partmethod = 'h')
    select string_agg(case when i = 1 then '' when embedded.may_be_distributed(
                               case when part ~ '^[\s(]*(--|/\*)' then substr(without_only.text, place::int) else part end,
                               tables, around) then 'select'
                           else 'only' end || part, '' order by i)
      from words, distributed
    having count(*) > 1;
$$;

-- True if what follows ONLY may be the name of one of these tables: also if it is in a form that is not looked into, which
-- are U&"…", comments in comments, and a name with a comment in it.
create function embedded.may_be_distributed(following text, tables name[], around name[]) returns boolean
language plpgsql as $$
declare
    rest text := regexp_replace(following, '^([\s(]+|--[^\n\r]*|/\*([^*/]|\*+[^*/]|/+[^*/])*\*+/)*', '');
    name name[];
begin
    if rest ~ '^(/\*|[uU]&")' then
        return true;
    elsif rest !~ '^(["_[:alpha:]]|[^\x01-\x7f])' then
        return false;
    end if;
    name := parse_ident(left(rest, 500), false)::name[];
    return name[cardinality(name)] = any (tables || around);
exception
    when invalid_parameter_value then
        return true;
end
$$;

-- True if ONLY stands before a distributed table.
create function embedded.has_only(text text) returns boolean
language sql
return exists (select from embedded.without_only(text) as replaced
                where replaced <> regexp_replace(text, '\monly\M', 'only', 'gi') and not embedded.parses(replaced));

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
