"""A learner works on copies of the lessons: nothing of theirs is overwritten, and git sees nothing of it."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from conftest import ROOT
from labbook import copies

LESSON = "01-start.ipynb"


@pytest.fixture
def lessons(tmp_path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / LESSON).write_text("first version")
    return folder


@pytest.fixture
def mine(tmp_path) -> Path:
    return tmp_path / "mine"


def test_a_lesson_is_copied_once_and_work_on_it_stays(lessons, mine):
    assert copies.bring(lessons, mine) == []
    (mine / LESSON).write_text("worked on")
    assert copies.bring(lessons, mine) == []
    assert (mine / LESSON).read_text() == "worked on"
    assert (lessons / LESSON).read_text() == "first version"


def test_a_new_version_takes_the_place_of_a_copy_that_nobody_touched(lessons, mine):
    copies.bring(lessons, mine)
    (lessons / LESSON).write_text("second version")
    assert copies.bring(lessons, mine) == []
    assert (mine / LESSON).read_text() == "second version"


def test_a_new_version_of_a_lesson_that_was_worked_on_is_told_and_overwrites_nothing(lessons, mine):
    copies.bring(lessons, mine)
    (mine / LESSON).write_text("worked on")
    (lessons / LESSON).write_text("second version")
    assert copies.bring(lessons, mine) == ["01-start"]
    assert copies.bring(lessons, mine) == ["01-start"], "it is told until it is restored"
    assert (mine / LESSON).read_text() == "worked on"


@pytest.mark.parametrize("record", [None, "{", "[]"])
def test_without_a_record_every_copy_counts_as_worked_on(lessons, mine, record):
    copies.bring(lessons, mine)
    (mine / copies.RECORD).unlink() if record is None else (mine / copies.RECORD).write_text(record)
    (lessons / LESSON).write_text("second version")
    assert copies.bring(lessons, mine) == ["01-start"]
    assert (mine / LESSON).read_text() == "first version"


def test_a_restored_lesson_is_as_it_was_and_every_copy_that_was_worked_on_is_kept(lessons, mine):
    copies.bring(lessons, mine)
    for number in (1, 2):
        (mine / LESSON).write_text(f"work {number}")
        assert copies.restore(lessons / LESSON, mine).name == f"mine-{number}-{LESSON}"
        assert (mine / f"mine-{number}-{LESSON}").read_text() == f"work {number}"
        assert (mine / LESSON).read_text() == "first version"
    assert copies.restore(lessons / LESSON, mine) is None, "a copy that nobody touched need not be kept"


def test_a_lesson_that_there_is_none_of_is_told_with_those_that_there_are(lessons, mine):
    told = subprocess.run([sys.executable, "-m", "labbook.copies", "--lessons", lessons, "--copies", mine, "99"],
                          capture_output=True, text=True, cwd=ROOT / "jupyter")
    assert told.returncode == 2
    assert told.stderr == "there is no notebook '99'; there are: 01-start\n"
    assert not mine.exists()


def links(file: Path) -> list[str]:
    """The relative addresses in a lesson's or a text's prose."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ipynb":
        text = "\n".join(cell.source for cell in nbformat.reads(text, 4).cells if cell.cell_type == "markdown")
    return [address for address in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"https?:|#", address)]


def in_jupyterlab(folder: Path, file: Path, address: str) -> Path:
    """JupyterLab takes no step above the folder that it serves."""
    beside = PurePosixPath("/") / file.parent.relative_to(folder)
    return folder / posixpath.normpath(beside / address.split("#")[0]).lstrip("/")


def test_every_link_of_a_lesson_and_of_a_text_leads_to_a_copy_in_jupyterlab(mine):
    copies.bring(ROOT / "notebooks", mine)
    files = [*mine.glob("*.ipynb"), *mine.glob("docs/*.md")]
    dangling = [f"{file.name}: {address}" for file in files for address in links(file)
                if not in_jupyterlab(mine, file, address).is_file()]
    assert dangling == []
    assert in_jupyterlab(mine, mine / LESSON, "../docs/glossary.md#shard") == mine / "docs/glossary.md"


def test_texts_are_brought_as_they_are_now(lessons, mine):
    docs = lessons.parent / "docs"
    docs.mkdir()
    for text in ["# Glossary", "# Glossary, second"]:
        (docs / "glossary.md").write_text(text)
        assert copies.bring(lessons, mine) == []
        assert (mine / "docs/glossary.md").read_text() == text


def test_git_sees_nothing_of_the_copies():
    ignored = subprocess.run(["git", "-C", ROOT, "check-ignore", "my-notebooks/01-start-a-cluster.ipynb"])
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git clone: nothing to be ignored by")
    assert ignored.returncode == 0
