"""The kernel behind the proxy that Google Colab's transport needs, over that transport."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest
import zmq
from conftest import ROOT
from jupyter_client.kernelspec import KernelSpecManager
from kernel import FIRST_CELL, SECONDS, Kernel

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc, which only Linux has")


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    started = start(tmp_path_factory.mktemp("shared"), transport="ipc")
    assert started.manager.get_connection_info()["transport"] == "ipc"
    yield started
    started.stop()


@pytest.fixture
def mortal(tmp_path):
    """A kernel that its test may end."""
    started = start(tmp_path, transport="ipc")
    yield started
    started.stop()


def start(tmp_path: Path, transport: str) -> Kernel:
    """The lab's own kernel with the proxy before its command, started elsewhere than in the lessons' folder."""
    lab = KernelSpecManager().get_kernel_spec("java")
    argv = [sys.executable, str(ROOT / "jupyter/ipc_proxy.py"), "--folder", str(ROOT / "notebooks"), *lab.argv]
    folder = tmp_path / "kernels" / "proxied"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps({**lab.to_dict(), "argv": argv}))
    specs = KernelSpecManager(kernel_dirs=[str(tmp_path / "kernels")])
    # Socket paths have an end at 107 bytes, which the folder of a test may reach.
    address = {"ip": str(Path(tempfile.mkdtemp(prefix="ipc-")) / "k")} if transport == "ipc" else {}
    return Kernel("proxied", kernel_spec_manager=specs, transport=transport, **address)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    end = time.monotonic() + SECONDS
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.1)
    return not runs(pid)


def test_the_cells_of_a_lesson_run_over_ipc(kernel):
    assert "worker-1" in kernel.ok(FIRST_CELL).text
    assert "(1 row)" in kernel.ok("%%sql\nselect 1").text
    assert kernel.ok("show(lab.figures().health());").pictures
    assert "9 * 9 is 81" in kernel.ok('System.out.println("9 * 9 is " + 9 * 9);').text


def test_a_cell_can_ask_for_input(kernel):
    request = kernel.client.execute("new java.util.Scanner(System.in).nextLine()", allow_stdin=True)
    asked = kernel.client.get_stdin_msg(timeout=SECONDS)
    assert asked["msg_type"] == "input_request"
    kernel.client.input("Ana")
    assert "Ana" in kernel.result(request).text


def test_an_interrupt_reaches_the_kernel_and_the_next_cell_runs(kernel):
    request = kernel.start('{ display("waiting"); Thread.sleep(600_000); }')
    kernel.wait_for_display(request)
    kernel.interrupt()
    assert kernel.result(request).error is not None
    assert "2" in kernel.ok("1 + 1").text


def test_a_heartbeat_is_answered(kernel):
    address = kernel.manager.get_connection_info()
    with zmq.Context() as context, context.socket(zmq.REQ) as heart:
        heart.connect(f"ipc://{address['ip']}-{address['hb_port']}")
        heart.send(b"still there?")
        assert heart.poll(SECONDS * 1000)
        assert heart.recv() == b"still there?"


@on_linux
def test_proxy_and_kernel_end_together_when_they_are_asked_to(mortal):
    (java,) = children_of(mortal.manager.provisioner.pid)
    mortal.stop()
    assert ends(java)


@on_linux
def test_the_kernel_ends_when_the_proxy_is_killed(mortal):
    (java,) = children_of(mortal.manager.provisioner.pid)
    os.kill(mortal.manager.provisioner.pid, signal.SIGKILL)
    assert ends(java)


@on_linux
def test_over_tcp_the_proxy_gets_out_of_the_way(tmp_path):
    kernel = start(tmp_path, transport="tcp")
    try:
        assert "2" in kernel.ok("1 + 1").text
        assert Path(f"/proc/{kernel.manager.provisioner.pid}/comm").read_text().strip() == "java"
    finally:
        kernel.stop()
