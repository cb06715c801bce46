"""`./lab grade`: runs notebooks that were handed in, each on a cluster of its own, and writes who has what right."""

from __future__ import annotations

from labbook import ending

ending.watch()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import nbformat  # noqa: E402

from labbook import cut, marks  # noqa: E402
from labbook.execution import SHUTDOWN_SECONDS, STARTUP_SECONDS, without_outputs  # noqa: E402
from labbook.marks import Mark, Outcome  # noqa: E402

MOST_BYTES = 20_000_000
PATIENCE_SECONDS = 30
ASKED = re.compile(r'(?<![.\w])check\(\s*"([^"]+)"')
OF_LESSON = re.compile(r'\.ofLesson\(\s*"(\d\d)"\s*\)')
SAID = re.compile(r"^(✓ |✗ )?(.+?): (.*)", re.DOTALL)
NOT_ANSWERED = "not answered yet"
OWN_CHECK = " (by a check that stands in the notebook itself, as in an earlier version of the lesson)"
# A folder of one notebook, by the process that grades it.
HOME = "grade-"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lab grade", add_help=False)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--timeout", type=int, required=True)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("folder", type=Path, nargs="*")
    options = parser.parse_args()
    if len(options.folder) != 1 or not options.folder[0].is_dir():
        print("./lab grade wants one folder: the notebooks that were handed in, or a folder of them for each student",
              file=sys.stderr)
        return 2
    found = handed_in(options.folder[0])
    if not found:
        print(f"there is no notebook in {options.folder[0]}", file=sys.stderr)
        return 2
    sweep(options.root)
    why = cut.why_not()
    network = "cut off: a notebook found only the servers of its own cluster" if why is None else f"NOT cut off: {why}"
    print(f"the network was {network}", flush=True)
    every = []
    for number, path in enumerate(found, 1):
        every += told(path, f"[{number}/{len(found)}]", options, why is not None)
    page = marks.write(every, options.output, network)
    print(f"the table: {page}, and {page.with_suffix('.csv').name} beside it")
    return 0


def handed_in(folder: Path) -> list[tuple[str, Path]]:
    """Each file with its student: the folder that it is in, or its own name where it is in none."""
    found = []
    for path in sorted(folder.rglob("*.ipynb")):
        within = path.relative_to(folder)
        if ".ipynb_checkpoints" not in within.parts:
            found.append((within.parts[0] if len(within.parts) > 1 else path.stem, path))
    return found


def told(handed: tuple[str, Path], head: str, options, whole: bool) -> list[Mark]:
    student, path = handed
    print(f"{head} {student}: {path.name} ", end="", flush=True)
    began = time.monotonic()
    found = grade(student, path, options.root, options.timeout, whole)
    counts = [f"{sum(mark.outcome is outcome for mark in found)} {outcome.value}" for outcome in Outcome]
    print(f"{', '.join(counts)}, {time.monotonic() - began:.0f} s", flush=True)
    return found


def grade(student: str, path: Path, root: Path, seconds: int, whole: bool) -> list[Mark]:
    """Never raises for what a student did: it is a mark, too."""
    try:
        notebook = read(path)
    except (OSError, ValueError) as problem:
        return [Mark(student, path.name, "", Outcome.ERROR, one_line(problem))]
    ran, trouble = run_alone(notebook, root, seconds, whole)
    return marks_of(student, path, ran, root, trouble or None)


def read(path: Path) -> nbformat.NotebookNode:
    if path.is_symlink() or not path.is_file():
        raise ValueError("it is no ordinary file")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"it has {size / 1e6:.0f} MB, more than {MOST_BYTES // 10**6}: clear its outputs")
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as problem:
        # nbformat has no common class for what it finds wrong: JSON, keys, attributes, its own.
        raise ValueError(f"it is not a notebook: {one_line(problem)}") from problem
    without_outputs(notebook)
    return notebook


def run_alone(notebook: nbformat.NotebookNode, root: Path, seconds: int, whole: bool) -> tuple[nbformat.NotebookNode, str]:
    """
    Runs it in a folder and on a cluster that are gone afterwards, without a network unless it is to have the whole of it.

    Returns it with its outputs, and why it did not run to its end.
    """
    (root / ".lab").mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix=f"{HOME}{os.getpid()}-", dir=root / ".lab"))
    ending.leaving.append(lambda: remove(home, root))
    (home / "notebooks").mkdir()
    (home / "lib").symlink_to(root / "lib")
    handed, report = home / "handed-in.ipynb", home / "report.json"
    nbformat.write(notebook, handed)
    arguments = [handed, home / "notebooks", report, "--timeout", str(seconds)] + ([] if whole else ["--cut"])
    try:
        wait([sys.executable, "-m", "labbook.alone", *arguments], home, seconds)
        return reported(report, notebook)
    finally:
        remove(home, root)
        ending.leaving.clear()


def wait(command: list, home: Path, seconds: int) -> None:
    """Until the process ends, and not for ever: it ends by itself after its time, unless the notebook has stopped it."""
    process = subprocess.Popen(command, env={**os.environ, "SHARDLAB_HOME": str(home), "LAB_PID": str(os.getpid())})
    ending.leaving.insert(0, lambda: end(process))
    try:
        process.wait(timeout=seconds + STARTUP_SECONDS + SHUTDOWN_SECONDS + PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        end(process)


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def reported(report: Path, notebook: nbformat.NotebookNode) -> tuple[nbformat.NotebookNode, str]:
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        ran, trouble = nbformat.reads(found["notebook"], as_version=4), found["trouble"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        return notebook, f"it was ended before it had run: {one_line(problem)}"
    return ran, "it ended the process that ran it" if trouble is None else one_line(trouble)


def sweep(root: Path) -> None:
    """What a grading that was killed has left."""
    for home in (root / ".lab").glob(f"{HOME}*"):
        if not lives(int(home.name.removeprefix(HOME).split("-")[0])):
            remove(home, root)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def remove(home: Path, root: Path) -> None:
    """Stops the servers, if there are any, and deletes what they and the notebook wrote."""
    if any((home / ".lab").glob("*")):
        subprocess.run([root / "lab", "reset", "--yes"], env={**os.environ, "SHARDLAB_HOME": str(home)},
                       stdout=subprocess.DEVNULL, check=False)
    shutil.rmtree(home)


def marks_of(student: str, path: Path, notebook: nbformat.NotebookNode, root: Path, trouble: str | None) -> list[Mark]:
    """One for each exercise that the notebook or its lesson asks; what is said last counts."""
    found: dict[str, Mark] = {}
    lessons = asked_by_lesson(path.name, notebook, root)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        asked = ASKED.findall(cell.source)
        failed = next((one_line(output.evalue) for output in cell.outputs if output.output_type == "error"), None)
        said = dict(outcomes(cell, asked))
        for exercise in asked:
            outcome, text = said.get(exercise, (Outcome.ERROR, failed or trouble or "its cell said nothing"))
            if exercise in lessons and exercise in said and not OF_LESSON.search(cell.source):
                text += OWN_CHECK
            found[exercise] = Mark(student, path.name, exercise, outcome, text)
    for exercise in lessons:
        found.setdefault(exercise, Mark(student, path.name, exercise, Outcome.OPEN, "its cell is not there"))
    marks_found = [found[exercise] for exercise in sorted(found)]
    if trouble:
        marks_found.append(Mark(student, path.name, "", Outcome.ERROR, trouble))
    return marks_found


def outcomes(cell, asked: list[str]):
    for output in cell.outputs:
        said = SAID.match(output.get("data", {}).get("text/plain", ""))
        if said and said[2] in asked:
            unmarked = Outcome.OPEN if said[3].startswith(NOT_ANSWERED) else Outcome.ERROR
            outcome = {"✓ ": Outcome.RIGHT, "✗ ": Outcome.WRONG}.get(said[1], unmarked)
            yield said[2], (outcome, one_line(said[3]))


def asked_by_lesson(name: str, notebook: nbformat.NotebookNode, root: Path) -> list[str]:
    """What the lesson asks that has the file's name, or which the notebook's own exercises name."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    numbers = {number for source in code for number in OF_LESSON.findall(source)}
    named = [root / "notebooks" / name, *(each for number in sorted(numbers)
                                          for each in (root / "notebooks").glob(f"{number}-*.ipynb"))]
    lesson = next((each for each in named if each.is_file()), None)
    if lesson is None:
        return []
    return [exercise for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "code"
            for exercise in ASKED.findall(cell.source)]


def one_line(problem) -> str:
    return " ".join(str(problem).split())[:200]


if __name__ == "__main__":
    sys.exit(main())
