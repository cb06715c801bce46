"""The lessons keep the form that a learner relies on."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

MOST_LINES = 14
MEDIAN_OF_LINES = 4
WORDS_A_MINUTE = 200
MOST_MINUTES_TO_READ = 20
MOST_MINUTES_TO_RUN = 3
CLASS = re.compile(r"^\s*(public |private |static |final |abstract |sealed )*(class|interface|record|enum)\s+\w+", re.M)


def committed() -> list[Path]:
    """The lessons that git knows; in a folder that is no clone, those that are there."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "notebooks/[0-9]*.ipynb"], capture_output=True, text=True
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return paths if listed.returncode == 0 else sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


def text_of(path: Path) -> str:
    """A lesson as it is committed or about to be: a learner's own outputs in the file are no fault."""
    staged = subprocess.run(
        ["git", "-C", str(ROOT), "show", f":notebooks/{path.name}"], capture_output=True, text=True
    )
    return staged.stdout if staged.returncode == 0 else path.read_text(encoding="utf-8")


LESSONS = {path.stem: nbformat.reads(text_of(path), as_version=4) for path in committed()}

ASKS = re.compile(r'^check\("Exercise (\d)", TODO\)\.ofLesson\("(\d\d)"\);', re.M)

each_lesson_by_name = pytest.mark.parametrize("name, lesson", LESSONS.items(), ids=LESSONS.keys())
each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS.keys())


def code(lesson) -> list:
    return [cell for cell in lesson.cells if cell.cell_type == "code"]


def prose(lesson) -> str:
    return "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")


def minutes_to_read(lesson) -> float:
    """Prose and code together, as a learner reads both."""
    words = [word for cell in lesson.cells for word in cell.source.split() if any(map(str.isalnum, word))]
    return len(words) / WORDS_A_MINUTE


def test_there_are_lessons_and_each_has_a_number_of_its_own():
    numbers = [name.split("-")[0] for name in LESSONS]
    assert numbers, "no lesson is committed"
    assert len(set(numbers)) == len(numbers)


def test_the_set_up_of_colab_and_readme_offer_every_lesson():
    numbers = [name.split("-")[0] for name in LESSONS]
    cells = json.loads((ROOT / "colab" / "setup.ipynb").read_text(encoding="utf-8"))["cells"]
    offered = re.search(r"^lesson = .*@param (\[.*\])$", "\n".join("".join(c["source"]) for c in cells), re.M)
    assert json.loads(offered[1]) == numbers
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(\d+)\]\(notebooks/", readme, re.M) == numbers


def test_every_lesson_starts_with_the_same_cell():
    first_cells = {name: code(lesson)[0].source for name, lesson in LESSONS.items()}
    assert len(set(first_cells.values())) == 1, first_cells


@each_lesson
def test_a_lesson_is_a_valid_notebook(lesson):
    nbformat.validate(lesson)


@each_lesson
def test_a_lesson_opens_in_any_java_kernel(lesson):
    assert lesson.metadata.kernelspec.name == "java"


@each_lesson
def test_no_outputs_are_committed(lesson):
    assert [cell.source for cell in code(lesson) if cell.outputs or cell.execution_count is not None] == []


@each_lesson
def test_code_cells_are_short(lesson):
    assert [cell.source for cell in code(lesson) if len(cell.source.splitlines()) > MOST_LINES] == []


@each_lesson
def test_most_code_cells_have_four_lines_or_fewer(lesson):
    assert statistics.median(len(cell.source.splitlines()) for cell in code(lesson)) <= MEDIAN_OF_LINES


@each_lesson
def test_a_lesson_is_read_in_twenty_minutes_and_says_in_how_many(lesson):
    minutes = lesson.metadata.shardlab.minutes
    assert minutes_to_read(lesson) <= MOST_MINUTES_TO_READ
    assert abs(minutes.read - minutes_to_read(lesson)) <= 2
    assert 1 <= minutes.run <= MOST_MINUTES_TO_RUN


@each_lesson
def test_no_code_cell_is_empty(lesson):
    assert all(cell.source.strip() for cell in code(lesson))


@each_lesson
def test_no_class_is_defined_in_a_cell(lesson):
    java = [cell.source for cell in code(lesson) if not cell.source.startswith("%%")]
    assert [source for source in java if CLASS.search(source)] == []


@each_lesson
def test_a_lesson_opens_with_its_title_and_how_long_it_takes(lesson):
    opening = lesson.cells[0]
    assert opening.cell_type == "markdown"
    assert opening.source.startswith("# ")
    assert re.search(r"\bminutes?\b", opening.source)


@each_lesson_by_name
def test_a_lesson_ends_with_three_exercises_that_check_themselves(name, lesson):
    asking = [cell.source for cell in code(lesson) if ASKS.search(cell.source)]
    assert [ASKS.search(source)[1] for source in asking] == ["1", "2", "3"]
    assert [ASKS.search(source)[2] for source in asking] == [name[:2]] * 3
    assert re.search(r"^## Exercises$", prose(lesson), re.M)
    assert "`HINT` in its place gives a hint" in prose(lesson)


@each_lesson_by_name
def test_no_cell_of_an_exercise_has_its_answer(name, lesson):
    """Neither what is right stands there nor what it is compared with; the library has both."""
    asking = [cell.source for cell in code(lesson) if "check(" in cell.source]
    assert [source for source in asking if not ASKS.search(source)] == []
    told = answers(name)
    assert len(told) == 3
    for source, answer in zip(asking, told):
        beside = ASKS.sub("", source)
        assert not re.search(r"\bTODO\b|\.is\(|\.satisfies\(", beside), source
        assert answer not in beside and "hint" not in beside.lower(), source
    behind = lesson.cells[next(i for i, cell in enumerate(lesson.cells) if "## Exercises" in cell.source):]
    assert [cell.source for cell in behind if "<details>" in cell.source] == []


def answers(name: str) -> list[str]:
    """What the library's file of a lesson explains, exercise by exercise, each behind a hint."""
    text = (ROOT / f"lib/src/main/resources/shardlab/exercise/{name[:2]}.sql").read_text(encoding="utf-8")
    found = []
    for exercise in re.split(r"^-- exercise \d: ", text, flags=re.M)[1:]:
        keys = re.findall(r"^-- (hint|answer): (.+)$", exercise, re.M)
        assert [key for key, _ in keys].index("answer") > 0 and keys[0][0] == "hint", exercise
        found.append(dict(keys)["answer"])
    return found


@each_lesson
def test_what_a_lesson_cleans_up_stands_behind_its_exercises_as_a_choice(lesson):
    last = max(i for i, cell in enumerate(lesson.cells) if ASKS.search(cell.source))
    dropping = re.compile(r"^drop schema(?!.*for_spain)|\blab\.dropSchema\(|\b(?:retail|countries)\.drop\(\)|cleanUp\(", re.M)
    made = next((i for i, cell in enumerate(lesson.cells) if "verify(" in cell.source), 0)
    cleaning = [i for i, cell in enumerate(lesson.cells) if cell.cell_type == "code" and dropping.search(cell.source)
                and "if exists" not in cell.source.split("cleanUp")[0] and i > made and "createTables" not in cell.source]
    assert [lesson.cells[i].source for i in cleaning if i < last] == []
    chosen = [cell.source for cell in lesson.cells if "cleanUp(" in cell.source]
    assert len(chosen) == len(cleaning) <= 1
    assert all(source.startswith("boolean now = false;\ncleanUp(now, ") for source in chosen)


@each_lesson
def test_a_lesson_closes_with_what_to_remember_and_one_command(lesson):
    closing = re.fullmatch(
        r"## What to remember\n\n((?:- .*\n)+)\n## On your own cluster\n\n.+\n\n```(?:sql)?\n(.+)\n```", lesson.cells[-1].source)
    assert closing, lesson.cells[-1].source
    assert len(closing[1].splitlines()) == 3


@each_lesson
def test_prose_needs_nothing_from_the_network(lesson):
    assert re.findall(r"(?:!\[[^\]]*\]\(|src=[\"'])https?://", prose(lesson)) == []


@each_lesson
def test_a_lesson_holds_whatever_the_number_of_workers(lesson):
    """What was seen has no number of nodes in it, and no cell a worker's name: %%sql --on worker is one of any cluster."""
    named = [cell.source for cell in code(lesson) if re.search(r"worker-\d", cell.source)]
    seen = [said for said in re.findall(r"\*\*What we saw\.\*\*.*?(?=\n\n|\Z)", prose(lesson), re.S)
            if re.search(r"\b(?:four|five|4|5) (?:workers|nodes|servers)\b", said, re.I)]
    counted = [heading for heading in re.findall(r"^#+ .*$", prose(lesson), re.M) if re.search(
        r"\b(?:four|five|4|5) (?:workers|nodes|servers)\b", heading, re.I)]
    assert named + seen + counted == []
