"""A signal at any moment ends the lab with its status, one line, and no process; a kernel does not outlive its parent."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from kernel import Kernel

SEED = int(os.environ.get("SHARDLAB_SIGNAL_SEED") or random.randrange(1_000_000))
SECONDS_TO_END = 40
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
# A run is over its imports after a second or two, and has a kernel and then a cluster after a few more.
MOMENTS = [0.05, 0.5, 2, 5, 9]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which processes belong to a run")


class Lab:
    """`./lab` with a mark in its environment, by which all that it starts is found."""

    def __init__(self, root: Path, home: Path, *arguments: str):
        self.mark = f"SHARDLAB_TEST_MARK={uuid.uuid4()}"
        name, value = self.mark.split("=")
        self.process = subprocess.Popen(
            [str(root / "lab"), *arguments], env={**os.environ, "SHARDLAB_HOME": str(home), name: value},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def left(self) -> list[str]:
        """The programs that it has started and that still run; the cluster's servers may."""
        return [name for each, name in marked(self.mark) if name != "postgres" and each != self.process.pid]

    def leaves_nothing(self) -> bool:
        end = time.monotonic() + SECONDS_TO_END
        while self.left() and time.monotonic() < end:
            time.sleep(0.2)
        return not self.left()


def marked(mark: str) -> list[tuple[int, str]]:
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((int(folder.name), (folder / "comm").read_text().strip()))
        except (OSError, ProcessLookupError):
            continue
    return found


@pytest.fixture
def home(root, tmp_path):
    yield tmp_path
    subprocess.run([str(root / "lab"), "reset", "--yes", "--engine", "embedded"],
                   env={**os.environ, "SHARDLAB_HOME": str(tmp_path)}, check=True, capture_output=True)


def moments() -> list[tuple[float, int]]:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    return [(moment * chance.uniform(0.5, 1.5), chance.choice(list(STATUS))) for moment in MOMENTS]


@pytest.mark.parametrize(("moment", "number"), moments(), ids=lambda each: f"{each:.2f}")
def test_a_signal_ends_a_run_at_any_moment(root, home, moment, number):
    print(f"SHARDLAB_SIGNAL_SEED={SEED}: signal {number} after {moment} s")
    lab = Lab(root, home, "run", "01", "--scale", "small", "--output", str(home / "book"))
    time.sleep(moment)
    lab.process.send_signal(number)
    said, _ = lab.process.communicate(timeout=SECONDS_TO_END)
    if lab.process.returncode == -number:
        assert moment < 0.1, "only a shell that has not read its first line is ended by the system"
    else:
        assert lab.process.returncode == STATUS[number], said
        assert [line for line in said.splitlines() if "Java library" not in line and line.strip()][1:] == [], said
        assert "stopped" in said
    assert "Traceback" not in said
    assert lab.leaves_nothing(), lab.left()
    assert not (home / "book").exists()


@pytest.mark.parametrize("seconds", [1, 7])
def test_a_run_that_is_killed_leaves_no_kernel(root, home, seconds):
    lab = Lab(root, home, "run", "01", "--scale", "small", "--output", str(home / "book"))
    time.sleep(seconds)
    lab.process.kill()
    assert lab.leaves_nothing(), lab.left()


def test_a_kernel_ends_when_its_jupyter_is_killed(root):
    starter = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; sys.path.insert(0, sys.argv[1]); from kernel import Kernel; "
         "kernel = Kernel(); kernel.start('Thread.sleep(600_000)'); "
         "print(kernel.manager.provisioner.pid, flush=True); time.sleep(600)", str(root / "jupyter" / "tests")],
        stdout=subprocess.PIPE, text=True)
    java = int(starter.stdout.readline())
    starter.kill()
    starter.wait()
    end = time.monotonic() + SECONDS_TO_END
    while Path(f"/proc/{java}").exists() and time.monotonic() < end:
        time.sleep(0.2)
    assert not Path(f"/proc/{java}").exists()


def test_a_kernel_whose_jupyter_lives_goes_on():
    kernel = Kernel()
    try:
        time.sleep(2)
        assert "2" in kernel.ok("1 + 1").text
    finally:
        kernel.stop()


@pytest.mark.parametrize("command", [
    ["up", "--engine", "embedded"], ["bench", "start", "--engine", "embedded"],
    ["bench", "all", "--engine", "embedded", "--quick", "--only", "distribution"]], ids=str)
@pytest.mark.parametrize("number", list(STATUS))
def test_a_signal_ends_what_java_does(root, home, command, number):
    lab = Lab(root, home, *command)
    time.sleep(3)
    lab.process.send_signal(number)
    said, _ = lab.process.communicate(timeout=SECONDS_TO_END)
    assert lab.process.returncode == STATUS[number], said
    assert sum("stopped" in line or "interrupted" in line for line in said.splitlines()) == 1, said
    assert lab.leaves_nothing(), lab.left()


def test_jupyterlab_ends_at_a_signal_with_its_kernels(root, home):
    notebooks = home / "notebooks"
    shutil.copytree(root / "notebooks", notebooks)
    os.environ["SHARDLAB_NOTEBOOKS"] = str(notebooks)
    try:
        lab = Lab(root, home, "notebook", "--no-browser")
    finally:
        del os.environ["SHARDLAB_NOTEBOOKS"]
    while "token=" not in lab.process.stdout.readline():
        assert lab.process.poll() is None
    lab.process.send_signal(signal.SIGTERM)
    said, _ = lab.process.communicate(timeout=SECONDS_TO_END)
    assert lab.process.returncode == STATUS[signal.SIGTERM], said
    assert lab.leaves_nothing(), lab.left()
