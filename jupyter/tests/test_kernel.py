"""The bridge to the kernel, cell by cell on a running cluster, as a learner meets it."""

from __future__ import annotations

import base64
import json
import struct
import sys
import time
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernel import FIRST_CELL, SECONDS, Kernel


@pytest.fixture(scope="module")
def onlooker():
    """A second kernel on the same cluster, which sees what the first one does to the servers."""
    started = Kernel()
    started.ok(FIRST_CELL)
    yield started
    started.stop()


@pytest.fixture
def stock_kernel(tmp_path):
    """The kernel as JJava installs it: its launcher, and nothing of the lab on its class path."""
    jjava = Path(sys.prefix) / "share/jupyter/kernels/java"
    folder = tmp_path / "kernels" / "stock"
    folder.mkdir(parents=True)
    argv = ["java", "-jar", str(jjava / "jjava-launcher.jar"), str(jjava / "jjava.jar"), "{connection_file}"]
    spec = {"argv": argv, "display_name": "stock", "language": "java", "interrupt_mode": "message"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    started = Kernel("stock", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(tmp_path / "kernels")]))
    yield started
    started.stop()


def wait_until_runs(onlooker, mark: str) -> None:
    query = f"""%sql select count(*) from pg_stat_activity
        where state = 'active' and pid <> pg_backend_pid() and query like '%{mark}%'""".replace("\n", " ")
    end = time.monotonic() + SECONDS
    while onlooker.ok("long running = " + query + "\nrunning").text == "0":
        assert time.monotonic() < end, f"{mark} never ran"


def test_the_first_cell_works_in_a_stock_kernel_and_twice(stock_kernel):
    assert "worker-1" in stock_kernel.ok(FIRST_CELL).text
    assert "worker-1" in stock_kernel.ok(FIRST_CELL).text
    assert "(1 row)" in stock_kernel.ok("%%sql\nselect 1").text


def test_the_first_cell_says_which_engine_why_and_how_to_choose_another(kernel):
    text = kernel.ok(FIRST_CELL).text
    assert "SHARDLAB_ENGINE" in text
    assert all(f"worker-{number}" in text for number in range(1, 5))


def test_sql_shows_values_to_the_cent_and_the_microsecond_and_null(kernel):
    shown = kernel.ok("%%sql\nselect 12.30::numeric(12,2) as price, timestamp '2024-02-29 12:00:00.123456' as at, "
                      "null as nothing, '{1,NULL}'::int[] as list, 9007199254740993 as big, 'a<b' as text")
    for value in ["12.30", "2024-02-29 12:00:00.123456", "NULL", "{1,NULL}", "9007199254740993"]:
        assert value in shown.text
        assert value in shown.html
    assert 'align="right"' in shown.html
    assert "a&lt;b" in shown.html


def test_sql_shows_a_limited_number_of_rows_and_counts_them_all(kernel):
    shown = kernel.ok("%%sql --limit 3\nselect * from generate_series(1, 123456) n")
    assert "3 of 123,456 rows" in shown.text
    assert shown.html.count("<tr>") == 4


def test_sql_runs_several_statements_with_tags_and_notices(kernel):
    shown = kernel.ok("%%sql\ncreate temp table several (t text);\ninsert into several values (';'), ('--');\n"
                      "do $$ begin raise notice 'said; %', 1; end $$;\nselect count(*) from several -- done;")
    assert shown.texts[:3] == ["CREATE TABLE", "INSERT 0 2", "NOTICE: said; 1"]
    assert shown.texts[-1].startswith("count")


def test_sql_keeps_a_result_as_a_tablesaw_table(kernel):
    kernel.ok("%%sql --name kept --limit 1\nselect n, n * 1.10 as price from generate_series(1, 5) n")
    assert kernel.ok('kept.doubleColumn("price").sum()').text == "16.5"
    assert kernel.ok("kept.rowCount()").text == "5"


def test_sql_binds_the_variables_of_the_notebook(kernel):
    kernel.ok('var name = "it\'s; --"; Integer none = null;')
    assert "it's; --" in kernel.ok("%%sql\nselect :name::text, '1'::text as one").text
    assert "true" in kernel.ok("%%sql\nselect :none::int is null as empty").text
    assert "no variable nobody" in kernel.run("%%sql\nselect :nobody").traceback


def test_sql_in_a_line_returns_a_value_or_a_table(kernel):
    assert kernel.ok("long seven = %sql select count(*) from generate_series(1, 7)\nseven").text == "7"
    assert kernel.ok("Table two = %sql select 1 as a, 2 as b;\ntwo.columnCount()").text == "2"


def test_sql_runs_on_a_worker(kernel):
    first, second = (kernel.ok(f"%%sql --on {node}\nselect inet_server_port() as port").text
                     for node in ["worker", "worker-2"])
    assert first != second
    assert "coordinator, worker-1" in kernel.run("%%sql --on worker-99\nselect 1").traceback


def test_an_sql_error_fails_the_cell_with_the_line_marked_and_no_stack(kernel):
    failed = kernel.run("%%sql\nselect 1;\nselect relname,\n  nosuch from pg_class")
    lines = [line.replace("\x1b[31m", "").replace("\x1b[0m", "") for line in failed.traceback.splitlines() if line]
    assert 'column "nosuch" does not exist' in failed.error
    marked = next(i for i, line in enumerate(lines) if line.startswith("LINE 3"))
    assert lines[marked].index("nosuch") == lines[marked + 1].index("^")
    assert "SQLSTATE: 42703" in lines[-2]
    assert "STATEMENT: 2 of 2" in lines[-1]
    assert "\tat " not in failed.traceback
    assert len(lines) <= 6
    assert "Session.java" in kernel.ok("%trace").text


def test_an_expected_error_is_shown_calmly_and_its_absence_fails(kernel):
    assert "division by zero" in kernel.ok("%%sql --expect-error 22012\nselect 1/0").text
    assert "division by zero" in kernel.ok("%%sql --expect-error\nselect 1/0").text
    assert "22012" in kernel.run("%%sql --expect-error 42P01\nselect 1/0").error
    assert "succeeded" in kernel.run("%%sql --expect-error\nselect 1").error


def test_an_error_of_the_lab_is_its_few_lines(kernel):
    failed = kernel.run('sql("select nosuch")')
    assert 'column "nosuch" does not exist' in failed.traceback
    assert "\tat " not in failed.traceback
    assert "ArithmeticException" in kernel.run("int zero = 0; 1 / zero").traceback


def test_exercises_tell_and_never_fail(kernel):
    shown = kernel.ok('Object open = TODO;\ncheck("A", open).is(7, "h"); check("B", 6).is(7L, "count them");\n'
                      'check("C", 7).is(7L, "h"); check("D", "x").<Integer>satisfies(n -> n > 1, "a number")')
    assert shown.texts == ["A: not answered yet", "✗ B: 6 is not it yet\nit is off by one\ncount them", "✓ C: 7 is right",
                           "✗ D: x is not it yet\na number"]


def test_a_claim_of_the_lesson_that_does_not_hold_fails_the_cell(kernel):
    assert "✓ seven" in kernel.ok('verify("seven", 7, 7L);').text
    assert "got 6, expected 7" in kernel.run('verify("seven", 6, 7);').traceback
    assert kernel.run('verify("truth", false);').error is not None


def test_progress_stays_in_one_place_and_ends_with_a_tick(kernel):
    shown = kernel.ok("var bar = progress();\n"
                      'for (int i = 0; i <= 1_000_000; i++) bar.report("rows", i, 1_000_000, "rows");')
    assert len(shown.texts) == 1
    assert shown.text.startswith("✓ rows: 1,000,000 rows in ")
    assert 1 <= shown.updates < 1000


def test_records_are_shown_as_a_table(kernel):
    shown = kernel.ok("show(lab.nodes())")
    assert "<table" in shown.html
    assert "(5 rows)" in shown.text


def test_a_chart_is_a_picture_of_twice_its_size_with_its_title_in_its_place(kernel):
    shown = kernel.ok("show(lab.figures().health());")
    picture = shown.pictures[0]
    assert shown.text.strip() and picture["alt"].startswith(shown.text.strip())
    width, height = struct.unpack(">II", base64.b64decode(picture["png"])[16:24])
    assert (width, height) == (2 * picture["width"], 2 * picture["height"])


def test_an_interrupt_cancels_the_query_on_the_server(kernel, onlooker):
    request = kernel.start("%%sql\nselect pg_sleep(600), 'interrupt me' as " + "mark_of_the_cell")
    wait_until_runs(onlooker, "mark_of_the_cell")
    kernel.interrupt()
    failed = kernel.result(request)
    assert "interrupted" in failed.traceback
    assert "Base64" not in failed.traceback
    assert "(1 row)" in kernel.ok("%%sql\nselect 'usable again'").text
    assert onlooker.ok("%%sql\nselect count(*) as left_over from pg_stat_activity where state = 'active' "
                       "and pid <> pg_backend_pid() and query like '%mark_of_' || 'the_cell%'").text.split()[2] == "0"


def test_an_interrupt_ends_a_loop_that_reports_progress(kernel):
    request = kernel.start('var endless = progress();\nfor (long i = 0; ; i++) endless.report("loop", i, -1, "turns");')
    kernel.wait_for_display(request)
    kernel.interrupt()
    assert kernel.result(request).error is not None
    threads = ('Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)'
               '.filter(frame -> frame.getMethodName().equals("report")).count()')
    end = time.monotonic() + SECONDS
    while kernel.ok(threads).text != "0":
        assert time.monotonic() < end, "the loop goes on"


@pytest.mark.parametrize("say", ["show(text)", "System.out.println(text)", "System.err.println(text)"])
def test_an_interrupt_that_comes_while_a_cell_says_something_is_kept_and_so_is_what_it_says(kernel, say):
    outputs = kernel.ok('int lost = 0;\nfor (int i = 0; i < 50; i++) {\n    String text = "said " + i + ".";\n'
                        f"    Thread.currentThread().interrupt();\n    {say};\n    if (!Thread.interrupted()) lost++;\n}}\nlost")
    assert outputs.texts[-1] == "0"
    assert [i for i in range(50) if f"said {i}." not in outputs.text] == []


def test_a_lost_connection_is_told_and_the_next_cell_connects_anew(kernel, onlooker):
    pid = kernel.ok("int pid = lab.session().query(\"select pg_backend_pid()\").row(0).integer(\"pg_backend_pid\");\npid").text
    onlooker.ok(f"%%sql\nselect pg_terminate_backend({pid})")
    failed = kernel.run("%%sql\nselect 1")
    assert "connection to coordinator is gone" in failed.traceback
    assert "./lab status" in failed.traceback
    assert "(1 row)" in kernel.ok("%%sql\nselect 1").text


def test_a_shutdown_request_ends_the_kernel_and_its_sessions_and_not_the_cluster(onlooker):
    leaving = Kernel()
    leaving.ok(FIRST_CELL)
    pid = leaving.ok("long mine = %sql select pg_backend_pid()\nmine").text
    leaving.client.shutdown()
    ended = leaving.ends_within(20)
    leaving.stop()
    assert ended
    end = time.monotonic() + SECONDS
    while onlooker.ok(f"long left = %sql select count(*) from pg_stat_activity where pid = {pid}\nleft").text != "0":
        assert time.monotonic() < end, "the session is still there"
