"""`./lab class`: learners at one lesson at once, each in schemas of their own, and what is told of them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from labbook import classroom

FIRST = f"%classpath {ROOT}/lib/target/shardlab.jar\nvar lab = Lab.open();"
LESSON = [FIRST, 'String schema = lab.schema("rehearsed");', "%%sql\ncreate table thing (id int primary key);\n"
          "select create_distributed_table('thing', 'id');\ninsert into thing select generate_series(1, 20);",
          'verify("nobody else\'s rows", sql("select count(*) from thing").singleNumber(), 20);']
BY_TWO = [FIRST, 'verify("the second of two", lab.settings().learner().prefix().endsWith("02"));']


def lesson(folder: Path, name: str, cells: list[str]) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    nbformat.write(notebook, folder / name)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(ROOT / "lab"), *arguments], capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory) -> subprocess.CompletedProcess:
    folder = tmp_path_factory.mktemp("lessons")
    lesson(folder, "01-alike.ipynb", LESSON)
    lesson(folder, "02-one-fails.ipynb", BY_TWO)
    return run("class", "--learners", "2", "01", "02", SHARDLAB_NOTEBOOKS=str(folder))


def test_learners_at_one_lesson_do_not_touch_each_other(rehearsed):
    assert "rehearsal-01  01-alike" in rehearsed.stdout, rehearsed.stdout + rehearsed.stderr
    assert rehearsed.stdout.count("01-alike") == 3 and "4 notebooks, 1 failed" in rehearsed.stdout


def test_a_learner_whose_lesson_failed_is_shown_and_the_others_go_on(rehearsed):
    assert rehearsed.returncode == 1
    assert "This does not hold: the second of two" in rehearsed.stdout
    assert "rehearsal-02  02-one-fails" in rehearsed.stdout


def test_deadlocks_memory_and_connections_are_told(rehearsed):
    assert "deadlocks: 0" in rehearsed.stdout
    assert "memory: 2 kernels" in rehearsed.stdout or not Path("/proc/self/smaps_rollup").exists()


def test_nothing_of_the_rehearsal_is_left(rehearsed):
    left = run("psql", "-XAtc", "select nspname from pg_namespace where nspname like 'rehearsal-%'")
    assert (left.returncode, left.stdout.strip()) == (0, "")


def test_one_lesson_each_goes_round():
    lessons = [Path("01"), Path("02")]
    assert list(classroom.timetable(lessons, 3, one_each=True).values()) == [[Path("01")], [Path("02")], [Path("01")]]
    assert list(classroom.timetable(lessons, 2, one_each=False).values()) == [lessons, lessons]


def test_more_learners_than_names_are_refused():
    refused = run("class", "--learners", "100")
    assert refused.returncode == 2 and "--learners is '100'" in refused.stderr
