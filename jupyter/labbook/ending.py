"""How a run ends before its time: by a signal, or since ./lab, which started it, is gone. No kernel is left then.

Imported and called before all else, since the rest takes a second to import. Says nothing: ./lab says it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_SECONDS = 0.5
SECONDS_TO_END = 10

running: list = []  # the kernel managers whose kernels may be there
leaving: list = []  # what is to be done after the kernels are gone: functions without arguments


def watch() -> None:
    """From now on, in the main thread, which does nothing else than wait."""
    for number in SIGNALS:
        signal.signal(number, end)
    threading.Thread(target=watch_parent, name="parent", daemon=True).start()


def watch_parent() -> None:
    parent = int(os.environ.get("LAB_PID") or os.getppid())
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def end(number: int, _frame=None) -> None:
    """Ends the kernels and this process, whatever its other threads are about."""
    for ending in SIGNALS:
        signal.signal(ending, signal.SIG_IGN)
    sys.stdout = sys.stderr = open(os.devnull, "w")
    for manager in [each for each in running if was_told(each)]:
        end_kernel(manager)
    for manager in running:
        manager.cleanup_connection_file()
    for step in leaving:
        step()
    os._exit(128 + number)


def was_told(manager) -> bool:
    """All kernels are told to end before one is waited for; false if there is none any more."""
    process = getattr(manager.provisioner, "process", None)
    if process is None or process.poll() is not None:
        return False
    signal_group(process.pid, signal.SIGTERM)
    return True


def end_kernel(manager) -> None:
    """A kernel is the first of its process group; what it has started is ended with it."""
    process = manager.provisioner.process
    last = time.monotonic() + SECONDS_TO_END
    while process.poll() is None and time.monotonic() < last:
        time.sleep(0.05)
    signal_group(process.pid, signal.SIGKILL)


def signal_group(leader: int, number: int) -> None:
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        return


def in_thread(work):
    """The result of some work, while the main thread waits for signals: nbclient answers them too, but not in time."""
    outcome = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as problem:
            outcome.append((None, problem))

    thread = threading.Thread(target=run, name="work", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(LOOK_SECONDS)
    result, problem = outcome[0]
    if problem is not None:
        raise problem
    return result
