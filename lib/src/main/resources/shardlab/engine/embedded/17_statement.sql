-- 17. The statement: what exactly is being run.
--
-- An event trigger is told the kind of a statement (its tag), not the statement. current_query() has the text that the
-- client sent, which may be several statements, or a SELECT of a function that goes on to run DDL. What runs is found
-- without looking for words in it: the server's own parser is asked where a statement ends and which tag it has.
--
-- A cursor cannot be opened for anything but a query, and the refusal says what it was: "cannot open CREATE TABLE query as
-- cursor". By then the text has been parsed, and nothing of it has run.
--
-- What Citus does instead: its hook in C gets the parse tree.

set allow_system_table_mods = on;
set check_function_bodies = off;

-- The tag of a text that is one statement; 'SELECT' stands for all queries. Null if it is none, or several.
create function embedded.tag_of(statement text) returns text
language plpgsql as $$
declare
    opened refcursor;
begin
    open opened for execute statement;
    raise exception 'a query: let go of its locks' using errcode = 'SLR01';
exception
    when sqlstate 'SLR01' then
        return 'SELECT';
    when invalid_cursor_definition then
        return substring(sqlerrm from '^cannot open (.*) query as cursor$');
    when syntax_error then
        return null;
    when others then
        return 'SELECT';    -- parsed, but it names what is not there yet
end
$$;

-- The statements of a text: each ends at the first semicolon before which there is a whole statement.
create function embedded.statements_of(text text, out statement text, out tag text) returns setof record
language plpgsql as $$
declare
    rest  text := text;
    place integer := 0;
begin
    while place <= length(rest) loop
        place := place + coalesce(nullif(strpos(substr(rest, place + 1), ';'), 0), length(rest) - place + 1);
        statement := left(rest, place);
        tag := embedded.tag_of(statement);
        if tag is not null then
            return next;
            rest := substr(rest, place + 1);
            place := 0;
        end if;
    end loop;
end
$$;

-- The text of the statement with this tag that fires an event trigger, or null if it cannot be known. `context` is the
-- trigger's pg_context: its own line, and then, if a function runs the statement, the statement in double quotes.
create function embedded.current_statement(tag text, context text) returns text
language plpgsql as $$
declare
    caller text := substr(context, strpos(context || E'\n', E'\n') + 1);
begin
    if caller = '' then
        return embedded.statement_of_client(tag);
    elsif starts_with(caller, 'SQL statement "') then
        return embedded.statement_of_function(tag, substr(caller, length('SQL statement "') + 1));
    end if;
    return null;
end
$$;

-- The statement in a function ends at the first quote before which there is a whole statement of this kind.
create function embedded.statement_of_function(tag text, quoted text) returns text
language plpgsql as $$
declare
    place integer := 0;
begin
    while place < length(quoted) loop
        place := place + coalesce(nullif(strpos(substr(quoted || E'\n', place + 1), E'"\n'), 0), length(quoted) - place + 1);
        if embedded.tag_of(left(quoted, place - 1)) = tag then
            return left(quoted, place - 1);
        end if;
    end loop;
    return null;
end
$$;

-- Of several statements that came in one message, the one whose turn it is: as many of these kinds ran before it as have
-- fired the trigger. After a ROLLBACK among them nobody knows.
create function embedded.statement_of_client(tag text) returns text
language plpgsql as $$
declare
    kinds   text[] := '{CREATE TABLE,ALTER TABLE,CREATE INDEX,DROP INDEX}';
    message text := extract(epoch from statement_timestamp()) || ' ' || md5(current_query());
    turn    text[] := string_to_array(coalesce(current_setting('embedded.turn', true), ''), '|');
    count   integer := case when turn[1] = message then turn[2]::int else 0 end;
    found   record;
begin
    perform set_config('embedded.turn', message || '|' || count + 1, false);
    if embedded.tag_of(current_query()) = statement_of_client.tag then
        return current_query();
    end if;
    select array_agg(s.statement order by ordinality) filter (where s.tag = any (kinds)) as statements,
           array_agg(s.tag order by ordinality) filter (where s.tag = any (kinds)) as tags,
           bool_or(s.tag = 'ROLLBACK') as rolled_back
      into found
      from rows from (embedded.statements_of(current_query())) with ordinality as s(statement, tag, ordinality);
    return case when found.tags[count + 1] = statement_of_client.tag and not found.rolled_back
                then found.statements[count + 1] end;
end
$$;

reset allow_system_table_mods;
reset check_function_bodies;
