"""The chapters of a book: what was executed now, what an earlier run left, and lessons that nobody has executed yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from labbook import course, provenance
from labbook.execution import Execution, Failure, code_cells, without_outputs

STAMP = "shardlab"
MARKS = re.compile(r"[*`]|\[([^\]]*)\]\([^)]*\)")
WORDS_A_MINUTE = 200
CODE_LINES_A_MINUTE = 20


@dataclass
class Chapter:
    """A lesson in the book, and the run that it is of; without machine nobody has run it."""

    execution: Execution
    machine: dict[str, str] = field(default_factory=dict)
    ran: bool = True
    now: bool = False
    done: str = ""

    @property
    def name(self) -> str:
        return self.execution.name

    @property
    def title(self) -> str:
        return self.execution.title

    @property
    def failure(self) -> Failure | None:
        return self.execution.failure

    @property
    def question(self) -> str:
        found = course.QUESTION.search(self.prose)
        return " ".join(MARKS.sub(lambda mark: mark[1] or "", found[1]).split()) if found else ""

    @property
    def prose(self) -> str:
        return "\n\n".join(cell.source for cell in self.execution.notebook.cells if cell.cell_type == "markdown")

    @property
    def minutes_to_read(self) -> int:
        lines = sum(len(cell.source.splitlines()) for cell in self.execution.notebook.cells if cell.cell_type == "code")
        return max(1, round(len(self.prose.split()) / WORDS_A_MINUTE + lines / CODE_LINES_A_MINUTE))

    @property
    def time_to_run(self) -> str:
        seconds = self.execution.seconds
        return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"

    @property
    def facts(self) -> dict[str, str]:
        return provenance.of_notebook(self.execution.notebook)

    @property
    def conditions(self) -> dict[str, str]:
        return self.facts | self.machine


def of_book(executions: list[Execution], machine: dict[str, str], old: Path | None, lessons: Path | None) -> list[Chapter]:
    """All chapters in order: those of this run, those of a book that is there, and the lessons that are in neither."""
    found = {each.name: each for each in untouched(lessons) + kept(old, lessons)}
    found |= {each.name: Chapter(each, machine, now=True) for each in executions}
    return [found[name] for name in sorted(found)]


def tell_done(every: list[Chapter], lessons: Path, state: Path) -> None:
    """Says of each lesson what the learner has done of it; state is the lab's .lab."""
    done = {each.name: each.state for each in course.lessons(lessons, state)}
    for chapter in every:
        chapter.done = done.get(chapter.name, "")


def kept(book: Path | None, lessons: Path | None) -> list[Chapter]:
    """What an earlier run left in a book, as its executed notebooks say themselves."""
    stored = sorted((book / "notebooks").glob("*.ipynb")) if book else []
    return [chapter for chapter in (from_stamp(path, lessons) for path in stored) if chapter]


def from_stamp(path: Path, lessons: Path | None) -> Chapter | None:
    notebook = nbformat.read(path, as_version=4)
    stamp = notebook.metadata.get(STAMP)
    if stamp is None:
        return None
    failure = Failure(**stamp["failure"]) if stamp["failure"] else None
    # Pictures of the prose lie beside the lesson, not beside what was made of it.
    beside = lessons / path.name if lessons and (lessons / path.name).is_file() else path
    return Chapter(Execution(beside, notebook, stamp["cells"], stamp["seconds"], failure), dict(stamp["machine"]))


def untouched(lessons: Path | None) -> list[Chapter]:
    """The lessons of a folder as nobody has run them: text and code."""
    chapters = []
    for path in sorted(lessons.glob("[0-9][0-9]-*.ipynb")) if lessons else []:
        notebook = nbformat.read(path, as_version=4)
        without_outputs(notebook)
        chapters.append(Chapter(Execution(path, notebook, len(code_cells(notebook))), ran=False))
    return chapters


def store(folder: Path, chapter: Chapter) -> None:
    """Writes the executed notebook, with what is known of its run."""
    failure = chapter.failure
    chapter.execution.notebook.metadata[STAMP] = {
        "cells": chapter.execution.cells,
        "seconds": chapter.execution.seconds,
        "failure": vars(failure) if failure else None,
        "machine": chapter.machine,
    }
    nbformat.write(chapter.execution.notebook, folder / f"{chapter.name}.ipynb")
