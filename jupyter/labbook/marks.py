"""The table of a class: student, exercise, and what became of it; as a page and as CSV."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from labbook import files


class Outcome(Enum):
    """What became of an exercise."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "not answered"
    ERROR = "error"


# Told apart by sign and word, and not by colour alone.
SIGNS = {Outcome.RIGHT: "✓", Outcome.WRONG: "✗", Outcome.OPEN: "–", Outcome.ERROR: "!"}
STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid #8886; vertical-align: top; }
.right { color: #1a7f37; } .wrong { color: #9a6700; } .error { color: #cf222e; }
@media (prefers-color-scheme: dark) { .right { color: #57ab5a; } .wrong { color: #c69026; } .error { color: #f47067; } }
"""


@dataclass(frozen=True)
class Mark:
    """One exercise of one student; without an exercise, the notebook as a whole."""

    student: str
    notebook: str
    exercise: str
    outcome: Outcome
    text: str


def write(every: list[Mark], folder: Path, network: str) -> Path:
    """Writes marks.html and marks.csv, and returns the page. Both say what became of the network."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "marks.html"
    files.put(page, document(every, network))
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["student", "notebook", "exercise", "outcome", "text", "network"])
    for mark in every:
        writer.writerow(map(no_formula, [mark.student, mark.notebook, mark.exercise, mark.outcome.value, mark.text,
                                         network]))
    files.put(folder / "marks.csv", table.getvalue())
    return page


def no_formula(text: str) -> str:
    """A spreadsheet takes what begins like this for a formula, and runs it."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def document(every: list[Mark], network: str) -> str:
    students = sorted({mark.student for mark in every})
    head = "".join(f"<th>{name}" for name in ["student", *(outcome.value for outcome in Outcome)])
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Marks</title><style>{STYLE}</style><h1>Marks</h1>"
            f"<p>{len(students)} students, {len({(m.student, m.notebook) for m in every})} notebooks. "
            f"The network was {html.escape(network)}.</p>"
            f'<div class="wide"><table><thead><tr>{head}</thead><tbody>{"".join(total(s, every) for s in students)}</tbody>'
            f"</table></div><h2>Exercise by exercise</h2>"
            f'<div class="wide"><table><thead><tr><th>student<th>notebook<th>exercise<th>outcome<th>what was said</thead>'
            f'<tbody>{"".join(line(mark) for mark in every)}</tbody></table></div></html>\n')


def total(student: str, every: list[Mark]) -> str:
    counts = [sum(mark.student == student and mark.outcome is outcome for mark in every) for outcome in Outcome]
    return f"<tr><th>{html.escape(student)}" + "".join(f"<td>{count}" for count in counts)


def line(mark: Mark) -> str:
    cells = "".join(f"<td>{html.escape(text)}" for text in [mark.student, mark.notebook, mark.exercise])
    word = mark.outcome.value
    return f'<tr>{cells}<td class="{word}">{SIGNS[mark.outcome]} {word}<td>{html.escape(mark.text)}'
