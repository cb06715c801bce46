"""The map of the course: its lessons, and what a learner has done of each. CONTRIBUTING.md says how that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from labbook import files
from labbook.lessons import chosen

PAGE = "course.md"
MADE = "<!-- made by ./lab: what you write here goes -->"
QUESTION = re.compile(r"\*\*The question\.\*\*\s*(.+?)(?:\n\s*\n|$)", re.DOTALL)
ASKED = re.compile(r'\bcheck\(\s*"([^"]+)"')
NO_WORD = re.compile(r"[\W_]+")


@dataclass
class Lesson:
    """A lesson, as its notebook says of itself, with what was done of it."""

    name: str
    title: str
    question: str
    exercises: list[str]
    done: set[str]

    @property
    def solved(self) -> int:
        return sum(NO_WORD.sub("-", name.strip().lower()) in self.done for name in self.exercises)

    @property
    def state(self) -> str:
        if self.solved:
            return f"{'✓ ' if self.solved == len(self.exercises) else ''}{self.solved} of {len(self.exercises)} exercises"
        return "run" if "run" in self.done else "begun" if "begun" in self.done else ""


def lessons(folder: Path, state: Path) -> list[Lesson]:
    """The lessons of a folder in order; state is the lab's .lab."""
    return [lesson(path, state) for path in chosen(folder, [])]


def lesson(path: Path, state: Path) -> Lesson:
    cells = nbformat.read(path, as_version=4).cells
    prose = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    heading = re.search(r"^# (.+)$", prose, re.MULTILINE)
    question = QUESTION.search(prose)
    return Lesson(
        path.stem,
        heading[1].strip() if heading else path.stem,
        " ".join(question[1].split()) if question else "",
        list(dict.fromkeys(ASKED.findall(code))),
        facts(state / "course" / path.stem),
    )


def facts(folder: Path) -> set[str]:
    """The names of the files that say what was done."""
    return {each.name for each in folder.iterdir() if not each.name.startswith(".")} if folder.is_dir() else set()


def page(every: list[Lesson]) -> str:
    """The map in Markdown, with links to the notebooks beside it."""
    rows = "\n".join(f"| [{each.title}]({each.name}.ipynb) | {each.question} | {each.state} |" for each in every)
    solved, asked = sum(each.solved for each in every), sum(len(each.exercises) for each in every)
    return f"""{MADE}

# The course

Each lesson is a notebook: click on one, put the cursor in its first cell and press Shift-Enter. They run alone and in any
order; whoever has seen no Citus cluster yet begins with the first.

| lesson | the question | done |
|---|---|---|
{rows}

{solved} of {asked} exercises are right. This is what was so when the page was opened: reload it in the browser, or ask
`lab.course()` in a lesson, to see what is so now.
"""


class Page:
    """The page beside the learner's copies, written anew when something was done. A file of that name that the learner
    made is left alone."""

    def __init__(self, folder: Path, copies: Path, state: Path):
        self.lessons = lessons(folder, state)
        self.state = state
        self.path = copies / PAGE

    def put(self) -> None:
        for each in self.lessons:
            each.done = facts(self.state / "course" / each.name)
        old = self.path.read_text(encoding="utf-8", errors="replace") if self.path.exists() else MADE
        new = page(self.lessons)
        if old.startswith(MADE) and old != new:
            files.put(self.path, new)
