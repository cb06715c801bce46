"""The book is whole: pages, navigation, pictures, failures, and nothing that is fetched from outside."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from labbook import book, slides
from labbook.execution import Execution, Failure
from labbook.provenance import FACTS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

DOT = base64.b64encode(
    bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8"
                  "cfc000000301010018dd8db00000000049454e44ae426082")
).decode()


def chapter(number: int, failure: Failure | None = None, cells=()) -> Execution:
    notebook = new_notebook(
        cells=[new_markdown_cell(f"# Lesson {number}\n\nGo on with [the second](02-second.ipynb)."), *cells]
    )
    names = {1: "first", 2: "second", 3: "third"}
    return Execution(Path(f"{number:02d}-{names[number]}.ipynb"), notebook, len(cells), 1.5, failure)


def shown(source: str, alt: str = "", **data) -> nbformat.NotebookNode:
    output = new_output("display_data", data=data, metadata={"image/png": {"alt": alt}} if alt else {})
    return new_code_cell(source, execution_count=1, outputs=[output])


def first_cell(engine: str, citus: str) -> nbformat.NotebookNode:
    return shown("Lab.open();", **{FACTS: json.dumps({"engine": engine, "PostgreSQL": "18.6", "Citus": citus, "sales": "10,000"})})


@pytest.fixture(autouse=True)
def few_texts(tmp_path_factory, monkeypatch) -> None:
    """One short text beside the lessons; test_reading reads all of them."""
    docs = tmp_path_factory.mktemp("docs")
    (docs / "glossary.md").write_text("# Glossary\n\n## shard\nA part. Shown in [the first](../notebooks/01-first.ipynb).\n")
    monkeypatch.setattr(book, "DOCS", docs)


@pytest.fixture
def pages(tmp_path) -> dict[str, str]:
    chapters = [
        chapter(1, cells=[
            first_cell("embedded", "none: stock PostgreSQL"),
            shown("chart", alt="Rows by shard", **{"image/png": DOT}),
            shown("%%sql\nselect 1", **{"text/html": "<table><tr><td>one</td></tr></table>"}),
            new_markdown_cell("<details><summary>Answer</summary>\n\n```java\nint x = 1;\n```\n\n</details>"),
        ]),
        chapter(2, cells=[first_cell("installed", "13.2.2")]),
        chapter(3, Failure(1, "int z = 1 / 0;", "ArithmeticException"), [new_code_cell("int z = 1 / 0;")]),
    ]
    index = book.write(tmp_path / "book", chapters, {"java": "17"})
    return {path.name: path.read_text(encoding="utf-8") for path in index.parent.glob("*.html")}


def test_every_notebook_has_a_page_and_a_line_in_the_index(pages):
    lessons = {"01-first.html", "02-second.html", "03-third.html"}
    assert lessons < set(pages)
    for page in set(pages) - {"index.html", "search.html"}:
        assert f'href="{page}"' in pages["index.html"]


def test_pages_lead_to_the_one_before_the_one_after_and_the_index(pages):
    middle = pages["02-second.html"]
    assert 'href="01-first.html" rel="prev"' in middle
    assert 'href="03-third.html" rel="next"' in middle
    assert 'href="index.html"' in middle


def test_links_between_notebooks_lead_to_pages(pages):
    assert 'href="02-second.html">the second</a>' in pages["01-first.html"]


def test_pictures_and_tables_are_inside_the_page(pages):
    assert f"data:image/png;base64,{DOT}" in pages["01-first.html"].replace("\n", "")
    assert 'alt="Rows by shard"' in pages["01-first.html"]
    assert "<td>one</td>" in pages["01-first.html"]


def test_folded_answers_keep_their_highlighted_code(pages):
    folded = re.search(r"<details>.*?</details>", pages["01-first.html"], re.S)
    assert folded and 'class="kt">int<' in folded[0]


def test_picture_files_of_the_prose_are_inside_the_page(tmp_path):
    (tmp_path / "a map.png").write_bytes(base64.b64decode(DOT))
    lesson = chapter(1, cells=[new_markdown_cell("![where rows went](a%20map.png)")])
    lesson.path = tmp_path / lesson.path.name
    page = book.write(tmp_path / "book", [lesson], {}).with_name("01-first.html").read_text()
    assert f'src="data:image/png;base64,{DOT}"' in page


def test_sql_cells_are_highlighted_as_sql(pages):
    assert 'class="k">select<' in pages["01-first.html"]


def test_nothing_is_fetched_from_outside(pages):
    for name, page in pages.items():
        assert re.findall(r"<(?:script|link|iframe|img)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", page) == [], name
        assert ("<script" in page) == (name == "search.html"), name
        assert "@import" not in page, name


def test_a_failure_is_told_in_the_index_and_on_its_page(pages):
    assert "failed at cell 1" in pages["index.html"]
    assert "stopped at its code cell 1" in pages["03-third.html"]


def test_the_index_tells_under_what_conditions_the_book_was_made(pages):
    assert "<dt>sales</dt><dd>10,000</dd>" in pages["index.html"]


def run_again(folder: Path, executions: list[Execution], date: str, **more) -> dict[str, str]:
    book.write(folder, executions, {"date": date}, **more)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("0*.html")}


def test_a_run_of_some_lessons_keeps_the_pages_of_the_others_each_with_its_own_run(tmp_path):
    folder = tmp_path / "book"
    run_again(folder, [chapter(1), chapter(2, Failure(2, "boom", "boom"))], "monday")
    pages = run_again(folder, [chapter(1)], "tuesday")
    assert set(pages) == {"01-first.html", "02-second.html"}
    assert "date: tuesday" in pages["01-first.html"]
    assert "date: monday" in pages["02-second.html"]
    assert "stopped at its code cell 2" in pages["02-second.html"]
    assert sorted(path.name for path in (folder / "notebooks").iterdir()) == ["01-first.ipynb", "02-second.ipynb"]


def test_a_run_of_all_lessons_takes_the_place_of_the_whole_book(tmp_path):
    folder = tmp_path / "book"
    run_again(folder, [chapter(1), chapter(2)], "monday")
    assert set(run_again(folder, [chapter(2)], "tuesday", anew=True)) == {"02-second.html"}


def test_a_lesson_that_nobody_ran_is_there_with_its_text_and_says_so(tmp_path):
    lessons = tmp_path / "notebooks"
    lessons.mkdir()
    unrun = chapter(2, cells=[shown("Lab.open();", **{"text/plain": "left by an editor"})])
    nbformat.write(unrun.notebook, lessons / unrun.path.name)
    pages = run_again(tmp_path / "book", [chapter(1)], "monday", lessons=lessons)
    assert 'href="02-second.html">the second</a>' in pages["01-first.html"]
    assert "Nobody has run this lesson" in pages["02-second.html"]
    assert "left by an editor" not in pages["02-second.html"]


def test_the_first_page_tells_what_the_learner_has_done(tmp_path):
    lessons, state = tmp_path / "notebooks", tmp_path / ".lab"
    lessons.mkdir()
    lesson = chapter(1, cells=[new_code_cell('check("Exercise 1", TODO)'), new_code_cell('check("Exercise 2", TODO)')])
    nbformat.write(lesson.notebook, lessons / lesson.path.name)
    (state / "course" / lesson.name).mkdir(parents=True)
    (state / "course" / lesson.name / "exercise-1").write_text("2026-01-31T12:00:00Z\n")
    index = book.write(tmp_path / "book", [lesson], {}, lessons, state).read_text(encoding="utf-8")
    assert "you: 1 of 2 exercises" in index


def test_a_link_to_what_is_not_in_the_book_is_none(tmp_path):
    lesson = chapter(1, cells=[new_markdown_cell("See [the build](../lib/pom.xml) and [Citus](https://www.citusdata.com/).")])
    page = run_again(tmp_path / "book", [lesson], "monday")["01-first.html"]
    assert "pom.xml" not in page and "the build" in page
    assert 'href="https://www.citusdata.com/"' in page
    assert "02-second" not in page and "the second" in page


def test_slides_of_lessons_that_were_not_run_again_are_kept(tmp_path):
    folder = tmp_path / "book"
    run_again(folder, [chapter(1), chapter(2)], "monday", with_slides=True)
    pages = run_again(folder, [chapter(1)], "tuesday")
    assert [path.name for path in (folder / "slides").iterdir()] == ["02-second.html"]
    assert 'href="slides/02-second.html"' in pages["02-second.html"]
    assert "slides/" not in pages["01-first.html"]


def test_a_figure_leads_to_the_cell_that_made_it(pages):
    page = BeautifulSoup(pages["01-first.html"], "html.parser")
    figure = page.find("figure", id="figure-1")
    cell = page.find(id=figure.figcaption.a["href"].removeprefix("#"))
    assert cell.select_one(".input_area").get_text().strip() == "chart"
    assert 'href="01-first.html#figure-1">Rows by shard</a>' in pages["figures.html"]


def test_a_folder_that_is_no_book_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit):
        book.write(tmp_path, [chapter(1)], {})
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_the_book_takes_engine_and_versions_from_each_notebook_itself(pages):
    rows = [row for row in re.findall(r"<tr>.*?</tr>", pages["index.html"], re.S) if "href=" in row]
    assert ["embedded" in row for row in rows] == [True, False, False]
    assert ["installed" in row and "13.2.2" in row for row in rows] == [False, True, False]
    assert ["not known" in row for row in rows] == [False, False, True]
    assert "engine: embedded" in pages["01-first.html"]
    assert "Citus: 13.2.2" in pages["02-second.html"]


def test_what_differs_between_chapters_is_not_said_of_the_whole_book(pages):
    of_all = re.search(r'<dl class="provenance".*?</dl>', pages["index.html"], re.S)[0]
    assert "10,000" in of_all
    assert "17" in of_all
    assert "engine" not in of_all


def test_a_heading_begins_a_slide_and_code_follows_its_text():
    own = new_code_cell("1 + 1", metadata={"slideshow": {"slide_type": "skip"}})
    lesson = chapter(1, cells=[new_markdown_cell("# One"), new_code_cell("2"), new_markdown_cell("more"),
                               new_markdown_cell("<details>the answer</details>"), own])
    cut = slides.cut(lesson.notebook)
    places = [cell.metadata["slideshow"]["slide_type"] for cell in cut.cells]
    assert places[-5:] == ["slide", "-", "subslide", "notes", "skip"]
    assert "slideshow" not in lesson.notebook.cells[0].metadata, "the book's own notebook stays as it is"


def test_slides_are_a_page_for_each_lesson(tmp_path):
    lesson = chapter(1, cells=[new_markdown_cell("# A <b>title</b>"), new_markdown_cell("## Two"), new_markdown_cell("text")])
    page = (slides.write(tmp_path, [lesson]) / f"{lesson.name}.html").read_text(encoding="utf-8")
    within = len(lesson.notebook.cells)
    slides_of_headings = sum(cell.source.startswith(("# ", "## ")) for cell in lesson.notebook.cells)
    assert page.count("<section") == slides_of_headings + within
