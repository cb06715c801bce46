"""A cluster watched below a cell: it goes on while other cells work, in place, and its last picture stays in the book."""

from __future__ import annotations

import base64
import os
import pty
import re
import select
import subprocess
import time
from queue import Empty

import nbformat
from kernel import FIRST_CELL, SECONDS
from nbclient import NotebookClient

BEGIN = "var watch = lab.watch(java.time.Duration.ofMillis(250));\nshow(watch);"


def updates(kernel, at_least: int) -> list[dict]:
    """Messages that come by themselves, until so many of them replace an output."""
    seen, end = [], time.monotonic() + SECONDS
    while len(seen) < at_least and time.monotonic() < end:
        try:
            message = kernel.client.get_iopub_msg(timeout=1)
        except Empty:
            continue
        assert message["msg_type"] != "display_data", "a new output in place of an update"
        if message["msg_type"] == "update_display_data":
            seen.append(message)
    return seen


def test_the_cell_returns_and_its_picture_goes_on(kernel):
    request = kernel.start(BEGIN)
    begun = kernel.result(request)
    assert begun.error is None and len(begun.pictures) == 1
    assert "shards by hash" in begun.text
    between = updates(kernel, 3)
    assert {message["parent_header"]["msg_id"] for message in between} == {request}
    assert len({message["content"]["transient"]["display_id"] for message in between}) == 1
    assert base64.b64decode(between[-1]["content"]["data"]["image/png"])[:4] == b"\x89PNG"
    assert kernel.ok("Thread.sleep(1500);").updates >= 2
    assert kernel.ok("watch.close();").updates >= 1
    assert kernel.ok("System.out.println(watch.goesOn());").text.strip() == "false"


def wait_until_it_has_ended(kernel):
    kernel.ok("for (int i = 0; watch.goesOn() && i < 100; i++) Thread.sleep(100);")
    assert kernel.ok("System.out.println(watch.goesOn());").text.strip() == "false"


def test_a_cell_that_is_stopped_ends_it(kernel):
    kernel.ok(BEGIN)
    request = kernel.start("Thread.sleep(60_000);")
    time.sleep(1)
    kernel.interrupt()
    assert "interrupted" in kernel.result(request).error
    wait_until_it_has_ended(kernel)


def test_an_interrupt_ends_it_while_no_cell_runs_and_cells_go_on(kernel):
    kernel.ok(BEGIN)
    kernel.interrupt()
    wait_until_it_has_ended(kernel)
    assert kernel.ok("System.out.println(6 * 7);").text.strip() == "42"
    kernel.ok("watch = lab.watch(java.time.Duration.ofMillis(250));")
    assert kernel.ok("System.out.println(watch.goesOn());").text.strip() == "true"
    kernel.interrupt()
    wait_until_it_has_ended(kernel)


def test_the_last_picture_stays_below_its_own_cell_in_a_headless_run(root):
    cells = [FIRST_CELL, BEGIN, '%%sql\nselect pg_sleep(1.5)', "watch.close();"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="java", timeout=SECONDS,
                   resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    (output,) = [each for each in notebook.cells[1].outputs if "image/png" in each.get("data", {})]
    seconds = int(re.search(r"watched for 00:(\d\d)", output.data["text/plain"]).group(1))
    assert seconds >= 1 and "timeline" in output.data["text/plain"]


def test_a_terminal_is_redrawn_and_given_back(root, kernel):
    owner, terminal = pty.openpty()
    watch = subprocess.Popen([str(root / "lab"), "watch", "--every", "0.25"], stdin=terminal, stdout=terminal,
                             stderr=subprocess.DEVNULL)
    os.close(terminal)
    drawn, end = b"", time.monotonic() + SECONDS
    while drawn.count(b"\x1b[1;1H") < 3 and time.monotonic() < end:
        if select.select([owner], [], [], 1)[0]:
            drawn += os.read(owner, 65536)
    watch.terminate()
    drawn += rest(owner)
    watch.wait(SECONDS)
    assert drawn.startswith(b"\x1b[?1049h") and b"\x1b[2J" not in drawn
    assert b"\x1b[?1049l" in drawn and drawn.index(b"\x1b[?1049l") > drawn.rindex(b"\x1b[1;1H")
    assert b"timeline" in drawn[drawn.index(b"\x1b[?1049l"):]


def rest(owner: int) -> bytes:
    text = b""
    try:
        while more := os.read(owner, 65536):
            text += more
    except OSError:
        pass  # the other end was closed
    return text


def test_what_is_no_terminal_gets_one_picture(root, kernel):
    told = subprocess.run([str(root / "lab"), "watch"], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert "shards by hash" in told.stdout and "\x1b" not in told.stdout
