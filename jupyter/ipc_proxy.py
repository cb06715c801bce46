"""Lets a kernel that speaks only tcp work where Jupyter speaks ipc, as Google Colab does.

A kernelspec puts it before the kernel's own command, whose last argument is the connection file:

    python ipc_proxy.py --folder notebooks java -jar jjava.jar {connection_file}

It gives the kernel a connection file of its own, with the same key and free ports on loopback, and passes on every
message of the five channels as it is: nothing is read, signed or changed. It ends with the kernel, and the kernel
with it. Where the connection is tcp already, it gets out of the way.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import zmq

LOOPBACK = "127.0.0.1"
CHANNELS = ["shell", "iopub", "stdin", "control", "hb"]
PR_SET_PDEATHSIG = 1
SECONDS_TO_END = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where the kernel works, as if Jupyter had started it there")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the kernel's command; its last word the connection file")
    options = parser.parse_args()
    *command, file = options.command
    connection = json.loads(Path(file).read_text())
    file = str(Path(file).resolve())
    if options.folder:
        os.chdir(options.folder)
    if connection["transport"] == "tcp":
        os.execvp(command[0], [*command, file])
    return run(command, connection)


def run(command: list[str], outside: dict) -> int:
    """Starts the kernel on loopback and passes messages on until it ends; returns its exit status."""
    inside = on_loopback(outside)
    own_file = write_privately(inside)
    try:
        context = zmq.Context()
        start_channels(context, outside, inside)
        kernel = subprocess.Popen([*command, own_file], preexec_fn=die_with_parent)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: kernel.terminate())
        # An interrupt goes to the kernel as a message; as a signal it would end both.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        status = kernel.wait()
        context.destroy(linger=1000)
        return status if status >= 0 else 128 - status
    finally:
        Path(own_file).unlink(missing_ok=True)


def on_loopback(connection: dict) -> dict:
    """The same connection over tcp, on ports that are free now."""
    probes = [socket.create_server((LOOPBACK, 0)) for _ in CHANNELS]
    ports = {f"{channel}_port": probe.getsockname()[1] for channel, probe in zip(CHANNELS, probes)}
    for probe in probes:
        probe.close()
    return {**connection, "transport": "tcp", "ip": LOOPBACK, **ports}


def write_privately(connection: dict) -> str:
    """A file that only this account can read: it holds the key that signs messages."""
    descriptor, file = tempfile.mkstemp(prefix="kernel-", suffix=".json")
    with os.fdopen(descriptor, "w") as out:
        json.dump(connection, out)
    return file


def endpoint(connection: dict, channel: str) -> str:
    separator = "-" if connection["transport"] == "ipc" else ":"
    return f"{connection['transport']}://{connection['ip']}{separator}{connection[channel + '_port']}"


def start_channels(context: zmq.Context, outside: dict, inside: dict) -> None:
    # One identity for all of them: a kernel asks for input on stdin of whoever sent the cell on shell.
    identity = secrets.token_hex(16).encode()
    for channel in CHANNELS:
        publishes = channel == "iopub"
        front = context.socket(zmq.XPUB if publishes else zmq.ROUTER)
        back = context.socket(zmq.XSUB if publishes else zmq.DEALER)
        for side in (front, back):
            side.set_hwm(0)
        if not publishes:
            back.setsockopt(zmq.IDENTITY, identity)
        front.bind(endpoint(outside, channel))
        back.connect(endpoint(inside, channel))
        threading.Thread(target=pass_on, args=(front, back), name=channel, daemon=True).start()


def pass_on(front: zmq.Socket, back: zmq.Socket) -> None:
    try:
        zmq.proxy(front, back)
    except zmq.ZMQError:
        # The context has ended, and the kernel with it.
        return


def die_with_parent() -> None:
    """In the kernel's process, before it starts: when the proxy is killed, so is the kernel. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
