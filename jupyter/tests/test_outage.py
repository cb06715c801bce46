"""What becomes of an open notebook when servers die under it, and that its cells leave nothing behind on them."""

from __future__ import annotations

import os
import signal
import socket
import time

import pytest
from kernel import FIRST_CELL, opened_notebook

POSTMASTER = "split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int"
CELLS = 12
SECONDS_TO_CLOSE = 30


@pytest.fixture
def kernel():
    with opened_notebook() as started:
        yield started


def kill_nine(kernel, node: str) -> None:
    pid = kernel.ok(f"lab.session(\"{node}\").query(\"select {POSTMASTER}\").singleNumber()").text
    os.kill(int(pid), signal.SIGKILL)


def connections(kernel) -> int:
    return int(kernel.ok("long open = %sql select count(*) from pg_stat_activity where backend_type = 'client backend'\n"
                         "open").text)


def assert_every_node_is_well(kernel) -> None:
    cells = "lab.cluster().health().size() + \" \" + lab.cluster().health().stream().filter(cell -> cell.ok()).count()"
    assert kernel.ok(cells).text == "25 25"
    assert "(1 row)" in kernel.ok("%%sql\nselect count(*) from pg_dist_node").text


def test_the_first_cell_brings_back_a_worker_that_was_killed(kernel):
    kill_nine(kernel, "worker-2")
    assert "worker-2" in kernel.ok(FIRST_CELL).text
    assert_every_node_is_well(kernel)


def test_the_first_cell_brings_back_the_coordinator_and_a_worker_that_were_killed(kernel):
    kernel.ok("%%sql\ncreate table survives (id int); insert into survives values (4711)")
    kill_nine(kernel, "worker-1")
    kill_nine(kernel, "coordinator")
    assert "coordinator" in kernel.run("%%sql\nselect 1").traceback
    assert "worker-1" in kernel.ok(FIRST_CELL).text
    assert_every_node_is_well(kernel)
    assert "4711" in kernel.ok("%%sql\nselect id from survives; drop table survives").text


@pytest.mark.parametrize("end", ["interrupt", "stop"])
def test_a_worker_that_a_cell_has_killed_is_back_when_the_cell_or_the_kernel_is_stopped(kernel, end):
    kernel.ok("FailureTables shop = FailureTables.make(lab.cluster(), 1, progress());")
    port = int(kernel.ok("lab.cluster().node(1).server().port()").text)
    request = kernel.start('shop.failures(progress()).whileDown("worker-1", () -> {\n    show("down");\n'
                           "    try { Thread.sleep(600_000); } catch (InterruptedException e) { show(\"stopped\"); }\n});")
    kernel.wait_for_display(request)
    assert not listens(port)
    getattr(kernel, end)()
    until = time.monotonic() + SECONDS_TO_CLOSE
    while not listens(port):
        assert time.monotonic() < until, "worker-1 is down"
        time.sleep(0.2)
    if end == "interrupt":
        while kernel.run("shop.close();").error:
            assert time.monotonic() < until, "worker-1 does not answer"
            time.sleep(0.5)


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_cells_leave_no_connections_behind(kernel):
    kernel.ok("%%sql\nselect 1")
    kernel.ok("lab.nodes().size()")
    before = connections(kernel)
    for _ in range(CELLS):
        kernel.ok("%%sql\nselect 1")
        kernel.ok("%%explain\nselect 1")
        kernel.ok('sql("select 1")')
        kernel.ok(FIRST_CELL)
    end = time.monotonic() + SECONDS_TO_CLOSE
    while connections(kernel) > before:
        assert time.monotonic() < end, f"{connections(kernel)} connections are open, {before} were"
