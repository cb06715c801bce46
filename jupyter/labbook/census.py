"""Memory and connections of a rehearsed class, looked at every few seconds where the system tells (/proc)."""

from __future__ import annotations

import re
import threading
from collections import Counter
from pathlib import Path

from labbook import ending

EVERY_SECONDS = 10
PROC = Path("/proc")
KILOBYTES = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
# A server's process for one client, as it names itself: postgres: user database 127.0.0.1(40404) idle
BACKEND = re.compile(rb"^postgres: .*\(\d+\)")


class Census:
    """Looks as long as it is open. Servers are those whose data lies in a folder; of others nothing is known here."""

    def __init__(self, home: Path):
        self.home = home.resolve()
        self.kernels = self.most_kernels = self.servers = self.largest = 0
        self.backends: Counter = Counter()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look_on, daemon=True)

    def __enter__(self) -> Census:
        self.thread.start()
        return self

    def __exit__(self, *_problem) -> None:
        self.ended.set()
        self.thread.join()

    def look_on(self) -> None:
        while not self.ended.wait(EVERY_SECONDS):
            self.look()

    def look(self) -> None:
        kernels = [size for size in map(kernel_size, list(ending.running)) if size]
        self.kernels = max(self.kernels, sum(kernels))
        self.most_kernels = max(self.most_kernels, len(kernels))
        self.largest = max([self.largest, *kernels])
        servers, backends = 0, Counter()
        for process in PROC.glob("[0-9]*"):
            node = self.node_of(process)
            if node:
                servers += size_of(process)
                backends[node] += is_backend(process)
        self.servers = max(self.servers, servers)
        self.backends |= backends

    def node_of(self, process: Path) -> str:
        """The folder of data that a server's process works in, below the home; empty for any other process."""
        try:
            folder = (process / "cwd").readlink()
        except OSError:
            return ""
        return str(folder.relative_to(self.home)) if folder.is_relative_to(self.home) else ""

    def memory(self) -> str:
        if not self.most_kernels:
            return "this system does not tell"
        servers = f"servers {megabytes(self.servers)}" if self.servers else "the servers' is not seen from here"
        return (f"{self.most_kernels} kernels {megabytes(self.kernels)} at most, the largest "
                f"{megabytes(self.largest)}; {servers}")

    def connections(self) -> str:
        """Of each node; a lesson's own server beside the cluster has a coordinator's name, and hardly any."""
        most: Counter = Counter()
        for node, count in self.backends.items():
            most |= Counter({Path(node).name: count})
        return ", ".join(f"{name} {count}" for name, count in sorted(most.items())) or "not seen from here"


def kernel_size(manager) -> int:
    process = getattr(manager.provisioner, "process", None)
    return size_of(PROC / str(process.pid)) if process is not None else 0


def size_of(process: Path) -> int:
    """In kB, with each shared page counted once among those that share it; 0 if it is gone, or another account's."""
    try:
        found = KILOBYTES.search((process / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


def is_backend(process: Path) -> bool:
    try:
        return BACKEND.match((process / "cmdline").read_bytes()) is not None
    except OSError:
        return False


def megabytes(kilobytes: int) -> str:
    return f"{kilobytes / 1024:,.0f} MB"
