"""A process without a network, as far as the system lets one: what it starts finds loopback of its own, and nothing else.

Linux alone has network namespaces. An account that is not root gets one together with a user namespace, where the machine
allows these. Root gets a user namespace as well, so that what runs in it cannot go back into the machine's network.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
SIOCSIFFLAGS = 0x8914
IFF_UP = 1
ALL_IDS = 4294967295
TRY_SECONDS = 30


def why_not() -> str | None:
    """None if the network can be cut here, else the reason. It is tried in a process of its own."""
    if not sys.platform.startswith("linux"):
        return f"{sys.platform} has no network namespaces"
    tried = subprocess.run([sys.executable, "-m", "labbook.cut"], capture_output=True, text=True, timeout=TRY_SECONDS)
    return None if tried.returncode == 0 else tried.stderr.strip()


def cut() -> None:
    """From now on this process and what it starts have no network but loopback. It must have one thread yet.

    Raises OSError where the system does not allow it; then the process is of no use any more.
    """
    uid, gid = os.geteuid(), os.getegid()
    ready, told = os.pipe()
    mapper = os.fork()
    if mapper == 0:
        map_ids(ready, os.getppid(), uid, gid)
    libc = ctypes.CDLL(None, use_errno=True)
    refused = libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0
    number = ctypes.get_errno()
    os.write(told, b"n" if refused else b"y")
    status = os.waitpid(mapper, 0)[1]
    if refused or status:
        raise OSError(number, f"no namespaces for this account: {os.strerror(number) if refused else 'ids are not mapped'}")
    raise_loopback()


def map_ids(ready: int, pid: int, uid: int, gid: int) -> None:
    """In the process beside, which has still what mapping takes: ids inside are those outside. All of them for root, whose
    servers run as another account; else one's own."""
    try:
        if os.read(ready, 1) == b"y":
            if uid != 0:
                write(pid, "setgroups", "deny")
            write(pid, "uid_map", f"0 0 {ALL_IDS}" if uid == 0 else f"{uid} {uid} 1")
            write(pid, "gid_map", f"0 0 {ALL_IDS}" if uid == 0 else f"{gid} {gid} 1")
        os._exit(0)
    except OSError:
        os._exit(1)


def write(pid: int, name: str, text: str) -> None:
    with open(f"/proc/{pid}/{name}", "w") as file:
        file.write(text)


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))


if __name__ == "__main__":
    try:
        cut()
    except OSError as problem:
        sys.exit(problem.strerror or str(problem))
