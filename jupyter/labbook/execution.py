"""One notebook, executed headless through its kernel."""

from __future__ import annotations

import atexit
import logging
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from labbook import ending

STARTUP_SECONDS = 120
# A kernel that ends cleans up after its lesson; Jupyter would kill it after five seconds.
SHUTDOWN_SECONDS = 90

# Tasks of a client whose kernel was ended say so in a stack trace that tells nobody anything.
logging.getLogger("asyncio").setLevel(logging.CRITICAL)


class Client(NotebookClient):
    """A client whose kernel is known to whoever ends the run."""

    started = None

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        manager.shutdown_wait_time = SHUTDOWN_SECONDS
        ending.running.append(manager)
        self.started = manager
        return manager

    def forget_kernel(self) -> None:
        if self.started is not None:
            ending.running.remove(self.started)
            self.started = None


@dataclass
class Failure:
    """The cell that a notebook stopped at; number 0 where it was no cell."""

    number: int
    source: str
    error: str


@dataclass
class Execution:
    """What became of one notebook."""

    path: Path
    notebook: nbformat.NotebookNode
    cells: int
    seconds: float = 0.0
    failure: Failure | None = None
    cell_seconds: list[float] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def title(self) -> str:
        for cell in self.notebook.cells:
            for line in cell.source.splitlines() if cell.cell_type == "markdown" else []:
                if line.startswith("# "):
                    return line[2:].strip()
        return self.name


def code_cells(notebook: nbformat.NotebookNode) -> list[int]:
    """The indexes of the cells that run."""
    return [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]


def execute(path: Path, timeout_seconds: int, on_cell=lambda done, total: None, environment=None,
            startup_seconds: int = STARTUP_SECONDS) -> Execution:
    """Executes a notebook from its first cell until its end or its first failing cell.

    on_cell is told how many cells are done, of how many, each time that a cell starts. The kernel has this process's
    environment, unless another is given.
    """
    notebook = nbformat.read(path, as_version=4)
    without_outputs(notebook)
    runs = code_cells(notebook)
    result = Execution(path, notebook, len(runs))
    current = {"index": 0, "began": 0.0}

    def starts(cell, cell_index):
        current.update(index=cell_index, began=time.monotonic())
        on_cell(runs.index(cell_index) if cell_index in runs else 0, len(runs))

    def ends(cell, cell_index, execute_reply=None):
        result.cell_seconds.append(time.monotonic() - current["began"])

    client = Client(
        notebook,
        timeout=timeout_seconds,
        startup_timeout=startup_seconds,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_execute=starts,
        on_cell_executed=ends,
        coalesce_streams=True,
    )
    began = time.monotonic()
    try:
        client.execute(**({"env": environment} if environment else {}))
    except CellExecutionError:
        result.failure = failure_at(notebook, current["index"], runs, None)
    except CellTimeoutError:
        result.failure = failure_at(
            notebook, current["index"], runs, f"the cell took longer than {timeout_seconds} s (--timeout)"
        )
    except DeadKernelError:
        result.failure = failure_at(notebook, current["index"], runs, "the kernel died while the cell ran")
    except (NoSuchKernel, RuntimeError) as problem:
        result.failure = Failure(0, "", f"the kernel did not start: {problem}")
        # nbclient would end it once more when this process ends, and show a traceback
        atexit.unregister(client._cleanup_kernel)
    finally:
        client.forget_kernel()
    result.seconds = time.monotonic() - began
    return result


def without_outputs(notebook: nbformat.NotebookNode) -> None:
    """Clears what an earlier run left in the file."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


def failure_at(notebook, index: int, runs: list[int], why: str | None) -> Failure:
    cell = notebook.cells[index]
    number = runs.index(index) + 1 if index in runs else 0
    return Failure(number, cell.source, why or error_text(cell))


def error_text(cell: nbformat.NotebookNode) -> str:
    """The error that a cell left, as its kernel wrote it."""
    for output in cell.outputs:
        if output.output_type == "error":
            return "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
    return "the cell failed and said nothing"
