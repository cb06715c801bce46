"""What another account gets that listens where a server of the lab listened, from the commands themselves: no password."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
from pathlib import Path

import pytest
from kernel import FIRST_CELL, Kernel

CLEAR_TEXT = struct.pack("!ciI", b"R", 8, 3)
MD5 = struct.pack("!ciI4s", b"R", 12, 5, b"salt")
QUESTIONS = [CLEAR_TEXT, MD5]
LET_IN = struct.pack("!ciI", b"R", 8, 0) + struct.pack("!cic", b"Z", 5, b"I")
PASSWORD = b"p"
STARTUP = 196608

needs_psql = pytest.mark.skipif(shutil.which("psql") is None, reason="there is no psql on this machine: "
                                "install the package postgresql-client to run this test")


class Thief:
    """Listens at a port of loopback, has no TLS, asks for a password in clear text or by md5, and keeps what it is told."""

    def __init__(self, port: int = 0):
        self.visitors, self.loot = 0, []
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self) -> Thief:
        return self

    def __exit__(self, *_) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def listen(self) -> None:
        while True:
            try:
                visitor, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.rob, args=[visitor, QUESTIONS[self.visitors % 2]], daemon=True).start()
            self.visitors += 1

    def rob(self, visitor: socket.socket, question: bytes) -> None:
        with visitor, visitor.makefile("rwb", buffering=0) as wire:
            try:
                while startup(wire) != STARTUP:
                    wire.write(b"N")
                wire.write(question)
                while message := wire.read(1):
                    self.loot.append(message + wire.read(struct.unpack("!i", wire.read(4))[0] - 4))
                    if message == PASSWORD:
                        wire.write(LET_IN)
            except (OSError, struct.error):
                return


def startup(wire) -> int:
    size, code = struct.unpack("!ii", wire.read(8))
    wire.read(size - 8)
    return code


class Lab:
    """`./lab` on a cluster of its own."""

    def __init__(self, root: Path, home: Path):
        self.root, self.home = root, home
        self.environment = {"SHARDLAB_HOME": str(home), "SHARDLAB_ENGINE": "embedded", "SHARDLAB_SCALE": "small"}

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([str(self.root / "lab"), *arguments], env={**os.environ, **self.environment},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def data(self, node: str) -> Path:
        return self.home / ".lab" / "embedded" / "nodes" / node

    def port(self, node: str) -> int:
        servers = json.loads((self.home / ".lab" / "embedded" / "cluster.json").read_text())["servers"]
        return next(each["port"] for each in servers if each["files"] == node)

    def kill(self, node: str) -> None:
        os.kill(int((self.data(node) / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        while listens(self.port(node)):
            time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def lab(root, tmp_path_factory):
    lab = Lab(root, tmp_path_factory.mktemp("lab"))
    try:
        yield lab
    finally:
        lab("reset", "--yes")


@pytest.fixture
def cluster(lab) -> Lab:
    """Two workers that run."""
    up = lab("up", "--workers", "2")
    assert up.returncode == 0, up.stderr
    return lab


def test_a_careless_client_does_give_its_password_away():
    with Thief() as thief, socket.create_connection(("127.0.0.1", thief.port)) as client:
        client.sendall(struct.pack("!ii", 16, STARTUP) + b"user\0me\0")
        assert client.recv(9) == CLEAR_TEXT
        client.sendall(PASSWORD + struct.pack("!i", 11) + b"secret\0")
        assert client.recv(100) == LET_IN
        assert thief.loot == [b"psecret\0"]


@pytest.fixture
def first_cell(lab, monkeypatch):
    """Runs the first cell of a notebook on the cluster, and gives its text."""
    for name, value in lab.environment.items():
        monkeypatch.setenv(name, value)
    kernel = Kernel()
    yield lambda: kernel.ok(FIRST_CELL).text
    kernel.stop()


def test_no_command_answers_a_thief_while_the_cluster_is_down(cluster, first_cell):
    ports = [cluster.port("coordinator"), cluster.port("worker-1")]
    assert cluster("down").returncode == 0
    with Thief(ports[0]) as coordinator, Thief(ports[1]) as worker:
        assert "no cluster is running" in cluster("status").stdout
        assert "Engine embedded" in first_cell()
        assert cluster("up").returncode == 0
        assert not set(ports) & {cluster.port("coordinator"), cluster.port("worker-1")}
        assert coordinator.loot == worker.loot == []


@needs_psql
def test_psql_answers_no_thief_while_the_cluster_is_down(cluster):
    port = cluster.port("coordinator")
    assert cluster("down").returncode == 0
    with Thief(port) as thief:
        assert "no cluster is running" in cluster("psql", "-c", "select 1").stderr
        assert thief.loot == []


@needs_psql
def test_a_query_gives_nothing_to_a_thief_in_the_place_of_a_worker(cluster):
    assert cluster("psql", "-c", "create table note (id int)").returncode == 0
    assert cluster("psql", "-c", "select create_distributed_table('note', 'id')").returncode == 0
    port = cluster.port("worker-1")
    cluster.kill("worker-1")
    with Thief(port) as thief:
        assert cluster("psql", "-c", "select count(*) from note").returncode != 0
        assert thief.visitors > 0
        assert thief.loot == []


def test_status_gives_nothing_to_a_thief_in_the_place_of_a_worker(cluster):
    port = cluster.port("worker-1")
    cluster.kill("worker-1")
    with Thief(port) as thief:
        assert "worker-1 is down" in cluster("status").stdout
        assert thief.loot == []


def test_a_lost_coordinator_is_told_with_what_brings_it_back(cluster):
    cluster.kill("coordinator")
    status = cluster("status")
    assert status.returncode == 3
    assert status.stdout.splitlines()[:2] == ["embedded: the coordinator is down", "these servers run: worker-1, worker-2"]
    assert "./lab up --engine embedded" in status.stdout
    assert "stopped worker-1, worker-2" in cluster("down").stdout
    assert cluster("down").stdout == "no cluster was running\n"


@needs_psql
def test_psql_tells_that_the_coordinator_is_lost(cluster):
    cluster.kill("coordinator")
    assert "the coordinator is down" in cluster("psql", "-c", "select 1").stderr
