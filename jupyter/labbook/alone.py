"""One notebook that was handed in, run in a process of its own: without a network where that can be, and with an end."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from labbook import cut, ending, files

RAN_TO_ITS_END = ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="labbook.alone", add_help=False)
    parser.add_argument("--cut", action="store_true")
    parser.add_argument("--timeout", type=int, required=True)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("report", type=Path)
    options = parser.parse_args()
    if options.cut:
        cut.cut()
    ending.watch()
    return ending.in_thread(lambda: run(options))


def run(options) -> int:
    import nbformat

    notebook = nbformat.read(options.notebook, as_version=4)

    def keep(trouble: str | None) -> None:
        files.put(options.report, json.dumps({"trouble": trouble, "notebook": nbformat.writes(notebook)}))

    keep(execute(notebook, options.folder, options.timeout, keep))
    return 0


def execute(notebook, folder: Path, seconds: int, keep) -> str:
    """Cells after one that fails run all the same: their exercises count. What is there is kept after each cell."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from labbook.execution import STARTUP_SECONDS, Client

    end = time.monotonic() + seconds
    client = Client(
        notebook,
        timeout_func=lambda cell: max(1, int(end - time.monotonic())),
        startup_timeout=STARTUP_SECONDS,
        resources={"metadata": {"path": str(folder)}},
        allow_errors=True,
        coalesce_streams=True,
        on_cell_executed=lambda cell, cell_index, execute_reply: keep(None),
    )
    try:
        client.execute()
    except CellTimeoutError:
        return f"it ran longer than {seconds} s (--timeout)"
    except DeadKernelError:
        return "it ended its kernel"
    except RuntimeError as problem:
        return f"its kernel did not start: {problem}"
    finally:
        ending.running.clear()
    return RAN_TO_ITS_END


if __name__ == "__main__":
    sys.exit(main())
