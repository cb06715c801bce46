"""What a learner types, slips included, and what the cell says: magics, statements, values, and the end of a kernel."""

from __future__ import annotations

import time

import pytest
from kernel import FIRST_CELL, SECONDS, Kernel

PORTS = "select string_agg(nodeport::text, ',' order by nodeid) from pg_dist_node"


def refused(kernel, cell: str) -> str:
    """The words of a cell that failed; none of them is the compiler's."""
    failed = kernel.run(cell)
    assert failed.error is not None, f"{cell!r} did not fail: {failed.text}"
    assert "illegal start of" not in failed.traceback and "\tat " not in failed.traceback, failed.traceback
    return failed.traceback


@pytest.mark.parametrize("line, value", [
    ("String v = %sql select 'a  b'", "a  b"),
    ("String v = %sql select 'back\\slash'", "back\\slash"),
    ("String v = %sql select 'a\tb \"q\" '';'", "a\tb \"q\" ';"),
    ('long v = %sql select x."Mixed  Case" from (select 7 as "Mixed  Case") x', "7"),
    ("long v = %sql select count(*) from pg_class where relname like 'pg\\_class';", "1"),
])
def test_sql_in_a_line_changes_no_literal(kernel, line, value):
    assert kernel.ok(line + "\nv").text == value


def test_a_percent_sign_in_java_is_no_magic(kernel):
    assert kernel.ok("int rest = 17\n    %5;\nrest").text == "2"
    assert "3 of 4" in kernel.ok('String report = """\n    done:\n    %d of %d\n    """.formatted(3, 4);\nreport').text
    assert kernel.ok('String t = """\n%sql select 1\n%%sql\n""";\nt').text == "%sql select 1\n%%sql\n"


@pytest.mark.parametrize("cell", ["\n%%sql\nselect 1 as one;", "// first\n%%sql\nselect 1 as one",
                                  "  %%SQL\n  select 1 as one",
                                  "\ufeff%%sql  \r\nselect 1 as one;\r\n", "%% sql\nselect 1 as one",
                                  "%sql select 1 as one"])
def test_a_magic_is_found_however_it_was_typed(kernel, cell):
    assert "(1 row)" in kernel.ok(cell).text


@pytest.mark.parametrize("cell, advice", [
    ("%%sql", "no statement below"),
    ("%%sql select 1", "on the lines below"),
    ("int m = 3;\n%%sql\nselect 1", "must be the first line"),
    ("%%sql\nselect 1;\n%%sql\nselect 2", "one magic"),
    ("select 1;", "write %%sql as the first line"),
    ("SELECT * FROM sale", "write %%sql as the first line"),
    ("// all\nupdate sale set x = 1", "write %%sql as the first line"),
    ("begin;", "write %%sql as the first line"),
    ("%%sqll\nselect 1", "there are %%explain"),
    ("%sqll select 1", "%sql"),
    ("%sql select 1; select 2", "one statement"),
    ("\\d sale", "command of psql"),
    ("%%sql\n\\dp pg_class", "command of psql"),
    ("%%sql\n\\copy t from 't.csv' with csv", "copyIn"),
    ("%%sql\nselect 1 as one \\gx", "command of psql"),
    ("%%sql\ncreate table t (a int);\ncopy t from stdin (format csv);\n1\n\\.\nselect * from t;", "insert into"),
])
def test_a_slip_gets_one_sentence_that_helps(kernel, cell, advice):
    assert advice in refused(kernel, cell)


def test_words_of_sql_may_be_names_in_java(kernel):
    assert kernel.ok("int end = 5;\nend").text == "5"
    assert kernel.ok("var commit = 3;\ncommit").text == "3"
    assert kernel.ok('String values(int x) { return "v" + x; }\nvalues(3)').text == "v3"


def test_help_is_shown_and_nothing_is_run(kernel):
    assert "--limit N" in kernel.ok("%%sql --help").text
    assert "--limit N" in kernel.ok("%%sql --help\nselect nosuch").text


def test_where_a_variable_cannot_stand_is_told(kernel):
    kernel.ok('int lo = 3; String tableName = "pg_class";')
    for cell in ["select count(*) from :tableName", "do $$ begin perform :lo; end $$", "create view v as select :lo"]:
        assert "A variable is a value" in refused(kernel, "%%sql\n" + cell)
    assert "set_config" in refused(kernel, "%%sql\nset work_mem to :lo")
    assert "no variable nobody" in refused(kernel, "%%sql\nselect :nobody")


def test_values_of_java_are_bound(kernel):
    kernel.ok('Instant since = Instant.parse("2024-01-01T00:00:00Z"); List<Integer> ids = List.of(1, 2, 3);'
              'String[] names = {"CA", "O\'Hare"}; Duration span = Duration.ofMinutes(90); char letter = \'x\';')
    shown = kernel.ok("%%sql\nselect timestamptz '2024-01-02 00:00+00' > :since as a, 2 = any (:ids) as b, "
                      "'CA' = any (:names) as c, :span = interval '1:30' as d, :letter || 'y' as e")
    assert shown.text.splitlines()[2].split() == ["true", "true", "true", "true", "xy"]
    assert kernel.ok('sql("select count(*) from (values (\'CA\'), (\'TX\')) v(s) where s = any (?)", names)'
                     '.singleNumber()').text == "1"
    assert kernel.ok('sql("select ?::text is null as n", null).single()').text == "true"
    assert "cannot stand in SQL" in refused(kernel, "var map = Map.of(1, 2);\nsql(\"select ?\", map)")


def test_an_aborted_transaction_says_how_to_end_it(kernel):
    assert "STATEMENT: 2 of 2: select 1/0" in refused(kernel, "%%sql\nbegin;\nselect 1/0")
    assert "write rollback" in refused(kernel, "%%sql\nselect 1")
    assert "(1 row)" in kernel.ok("%%sql\nrollback;\nselect 1").text


def test_explain_analyze_shows_the_real_error_and_leaves_a_begin_alone(kernel):
    assert "division by zero" in refused(kernel, "%%explain --analyze\nselect 1/(n-1) from generate_series(1, 2) n")
    kernel.ok("%%sql\ncreate temp table r (id int);\nbegin;\ninsert into r values (1), (2)")
    kernel.ok("%%explain --analyze\ndelete from r")
    assert kernel.ok("%%sql\nselect count(*) from r").text.split()[2] == "2"
    kernel.ok("%%sql\nrollback")


def test_notifications_and_notices_before_an_error_are_shown(kernel):
    assert "bell: ding" in kernel.ok("%%sql\nlisten bell;\nnotify bell, 'ding'").text
    failed = kernel.run("%%sql\ndo $$ begin raise notice 'so far'; raise exception 'boom'; end $$")
    assert "so far" in failed.text and "boom" in failed.traceback


def test_another_datestyle_does_not_end_the_session(kernel):
    pid = "long pid = %sql select pg_backend_pid()\npid"
    before = kernel.ok(pid).text
    assert "to_char" in refused(kernel, "%%sql\nset datestyle to german")
    assert kernel.ok(pid).text == before


def test_a_very_long_text_and_very_many_columns_are_cut_and_it_says_so(kernel):
    shown = kernel.ok("%%sql\nselect repeat('x', 1000000) as long, E'a\\x01\\rb' as control")
    assert "(1,000,000 characters)" in shown.html and "a\\x01\\rb" in shown.html and len(shown.html) < 20_000
    kernel.ok('String wide = IntStream.rangeClosed(1, 1000).mapToObj(i -> i + " as c" + i)'
              '.collect(Collectors.joining(","));')
    assert "100 of 1,000 columns" in kernel.ok('show(sql("select " + wide));').text


def test_an_empty_text_is_not_null(kernel):
    kernel.ok("%%sql --name words\nselect * from (values (1, ''), (2, null), (3, 'x')) v(id, word)")
    rows = kernel.ok("show(words);").text.splitlines()[2:5]
    assert [row.split() for row in rows] == [["1"], ["2", "NULL"], ["3", "x"]]
    assert kernel.ok('words.column("word").countMissing()').text == "1"


def test_a_timestamp_is_shown_in_the_sessions_time_zone(kernel):
    shown = kernel.ok("%%sql\nset time zone 'Asia/Kolkata';\n"
                      "select timestamptz '2024-03-10 12:00+00' as at;\nreset time zone")
    assert "2024-03-10 17:30:00+05:30" in shown.text


def test_an_ordinary_shutdown_puts_the_nodes_ports_back(kernel):
    ports = f'sql("{PORTS}").singleText()'
    before = kernel.ok(ports).text
    leaving = Kernel()
    leaving.ok(FIRST_CELL)
    leaving.ok("var network = Network.open(lab.cluster(), Link.LOOPBACK);")
    assert kernel.ok(ports).text != before
    leaving.client.shutdown()
    ended = leaving.ends_within(20)
    leaving.stop()
    assert ended
    assert kernel.ok(ports).text == before


def test_stop_reaches_the_commands_on_the_workers(kernel):
    onlooker = Kernel()
    onlooker.ok(FIRST_CELL)
    running = ("%%sql --on worker-1\nselect count(*) from pg_stat_activity where state = 'active' "
               "and pid <> pg_backend_pid() and query like '%stop_' || 'me%'")
    request = kernel.start("%%sql\nselect * from run_command_on_workers($$select pg_sleep(600) /* stop_me */$$)")
    end = time.monotonic() + SECONDS
    while onlooker.ok(running).text.split()[2] == "0":
        assert time.monotonic() < end, "it never ran"
    kernel.interrupt()
    assert kernel.result(request).error is not None
    while onlooker.ok(running).text.split()[2] != "0":
        assert time.monotonic() < end, "it still runs on the worker"
    onlooker.stop()
