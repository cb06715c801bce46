"""`./lab run`: executes notebooks in order, headless, and makes the book."""

from __future__ import annotations

from labbook import ending

ending.watch()

import argparse  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from labbook import book, failures, provenance  # noqa: E402
from labbook.execution import Execution, execute  # noqa: E402
from labbook.lessons import chosen  # noqa: E402

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def main() -> int:
    options = arguments()
    notebooks = chosen(options.notebooks, options.names)
    if not notebooks:
        print(f"there are no notebooks in {options.notebooks}", file=sys.stderr)
        return 2
    book.check_free(options.output)
    provenance.choose_engine()
    # The library's word for: try each exercise by its own answer, and fold hints and answers below it for the book.
    os.environ["SHARDLAB_EXERCISES_TRIED"] = "yes"
    began = time.monotonic()
    executions = [execute_telling(path, i, notebooks, options.timeout) for i, path in enumerate(notebooks, 1)]
    state = Path(os.environ["SHARDLAB_HOME"]) / ".lab"
    index = book.write(options.output, executions, provenance.of_machine(), options.notebooks, state,
                       anew=not options.names, with_slides=options.slides)
    if options.slides:
        print(f"the slides: {options.output / 'slides'}")
    return conclude(executions, index, time.monotonic() - began)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./lab run", add_help=False)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--timeout", type=int, required=True)
    parser.add_argument("--notebooks", type=Path, required=True)
    parser.add_argument("--slides", action="store_true")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def execute_telling(path: Path, position: int, notebooks: list[Path], timeout_seconds: int) -> Execution:
    """Executes a notebook with one line of progress, and shows the cell that it failed at."""
    width = max(len(each.stem) for each in notebooks)
    head = f"[{position}/{len(notebooks)}] {path.stem:<{width}}"
    live = sys.stdout.isatty()

    def tell(done: int, total: int) -> None:
        if live:
            print(f"\r{head}  cell {done + 1} of {total} ", end="", flush=True)

    if live:
        print(f"{head}  starting the kernel", end="", flush=True)
    result = execute(path, timeout_seconds, tell)
    outcome = "ok" if result.failure is None else "FAILED"
    clear = "\r\x1b[K" if live else ""
    print(f"{clear}{head}  {result.cells:3d} cells  {result.seconds:7.1f} s  {outcome}", flush=True)
    if result.failure is not None:
        show(result)
    return result


def show(result: Execution) -> None:
    failure = result.failure
    where = f"code cell {failure.number} of {result.cells}" if failure.number else "before its first cell"
    print(f"\n  {result.path.name}, {where}")
    for line in failure.source.splitlines():
        print(f"  | {line}")
    for line in ANSI.sub("", failure.error).splitlines():
        print(f"  {line}")
    print(flush=True)


def conclude(executions: list[Execution], index: Path, seconds: float) -> int:
    failed = [each for each in executions if each.failure is not None]
    cells = sum(each.cells for each in executions)
    print(f"{len(executions)} notebooks, {cells} cells, {seconds:.1f} s, {len(failed)} failed")
    print(f"the book: {index}")
    if failed:
        print(f"log: {failures.write(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(ending.in_thread(main))
