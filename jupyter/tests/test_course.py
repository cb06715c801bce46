"""The map of the course: what JupyterLab opens with, and what the book can show of the same files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from labbook import course

FIRST = "01-start-a-cluster"


@pytest.fixture
def state(tmp_path) -> Path:
    return tmp_path / ".lab"


@pytest.fixture
def copies(tmp_path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def keep(state: Path, lesson: str, *facts: str) -> None:
    (state / "course" / lesson).mkdir(parents=True, exist_ok=True)
    for fact in facts:
        (state / "course" / lesson / fact).write_text("2026-01-01T00:00:00Z\n")


def test_every_lesson_has_its_line_with_a_link_that_leads_somewhere(state, copies):
    page = course.Page(ROOT / "notebooks", copies, state)
    page.put()
    text = page.path.read_text(encoding="utf-8")
    for lesson in sorted((ROOT / "notebooks").glob("*.ipynb")):
        assert f"]({lesson.name})" in text
    assert all(each.question.endswith("?") and len(each.exercises) == 3 for each in page.lessons)
    assert f"0 of {3 * len(page.lessons)} exercises are right" in text


def test_what_was_done_is_on_the_map_and_half_written_files_are_not(state, copies):
    page = course.Page(ROOT / "notebooks", copies, state)
    keep(state, FIRST, "begun", ".4711")
    page.put()
    assert page.lessons[0].state == "begun"
    keep(state, FIRST, "run", "exercise-2")
    page.put()
    assert page.lessons[0].state == "1 of 3 exercises"
    keep(state, FIRST, "exercise-1", "exercise-3")
    page.put()
    assert "✓ 3 of 3 exercises |" in page.path.read_text(encoding="utf-8")


def test_a_page_of_the_learners_own_is_left_alone(state, copies):
    (copies / course.PAGE).write_text("my notes")
    course.Page(ROOT / "notebooks", copies, state).put()
    assert (copies / course.PAGE).read_text() == "my notes"


def test_the_kernel_and_the_page_read_the_same_files_alike(state, copies, kernel):
    """The kernel keeps what is done for the notebook that Jupyter's server names; here nobody named one."""
    kernel.ok('var done = new shardlab.course.CourseFacts(Path.of("%s"));' % state)
    kernel.ok(f'done.keep("{FIRST}", shardlab.course.CourseFacts.exercise("Exercise 2"));')
    page = course.Page(ROOT / "notebooks", copies, state)
    page.put()
    assert page.lessons[0].state == "1 of 3 exercises"
    lines = kernel.ok(f'for (var line : shardlab.course.Course.of(Path.of("{state}"), Path.of("{ROOT}/notebooks")).map())'
                      ' System.out.println(line.lesson().title() + "|" + line.lesson().question() + "|" + line.state());')
    said = [line for line in lines.text.splitlines() if "|" in line]
    assert said == [f"{each.title}|{each.question}|{each.state}" for each in page.lessons]


def test_the_map_is_shown_below_a_cell_with_links_to_the_lessons(kernel):
    shown = kernel.ok("lab.course()")
    assert "01 · Start a cluster" in shown.text
    assert f'<a href="{FIRST}.ipynb">01 · Start a cluster</a>' in shown.html


def test_a_lesson_opened_by_jupyter_is_begun_and_its_exercises_count(monkeypatch, tmp_path):
    from kernel import opened_notebook

    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / f"mine-1-{FIRST}.ipynb"))
    home = Path(os.environ["SHARDLAB_HOME"])
    shutil.rmtree(home / ".lab" / "course", ignore_errors=True)
    with opened_notebook() as started:
        assert course.facts(home / ".lab" / "course" / FIRST) == {"begun"}
        started.ok('check("Exercise 1", TODO).is(1, "one");')
        assert course.facts(home / ".lab" / "course" / FIRST) == {"begun", "run"}
        started.ok('check("Exercise 1", "1").is(1, "one");\ncheck("Exercise 2", 3).is(1, "one");')
        assert course.facts(home / ".lab" / "course" / FIRST) == {"begun", "run", "exercise-1"}
        assert "1 of 3 exercises" in started.ok("lab.course()").text
