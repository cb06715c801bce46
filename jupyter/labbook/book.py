"""The book: a page for each lesson and text, an index, a search, in files that need nothing from outside."""

from __future__ import annotations

import shutil
from pathlib import Path

import jinja2
from bs4 import BeautifulSoup
from pygments.formatters import HtmlFormatter

from labbook import chapters, finding, pages, provenance, reading, slides
from labbook.chapters import Chapter
from labbook.execution import Execution

TEMPLATES = Path(__file__).parent / "templates"
DOCS = Path(__file__).resolve().parents[2] / "docs"


def write(folder: Path, executions: list[Execution], machine: dict[str, str], lessons: Path | None = None,
          state: Path | None = None, anew: bool = False, with_slides: bool = False) -> Path:
    """
    Writes the book and the executed notebooks; returns its index page.

    Pages of other lessons, of a book that is there, are kept, each with the conditions of its own run, unless all is to
    be made anew. Lessons of the folder that nobody has run are in it as text and code, so that every link leads somewhere.
    state is the lab's .lab: the first page tells what is kept there of the learner's course.
    """
    making = folder.with_name(folder.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    (making / "notebooks").mkdir(parents=True)
    old = folder if folder.is_dir() and not anew else None
    every = chapters.of_book(executions, machine, old, lessons)
    if lessons and state:
        chapters.tell_done(every, lessons, state)
    for each in every:
        if each.ran:
            chapters.store(making / "notebooks", each)
    if with_slides:
        slides.write(making, executions)
    slides.keep(old, making, [each for each in every if not each.now])
    Book(making, every).write()
    replace(folder, making)
    return folder / "index.html"


class Book:
    """The pages of a book in the making."""

    def __init__(self, folder: Path, every: list[Chapter]):
        self.folder = folder
        self.chapters = every
        self.texts = reading.of(DOCS)
        self.templates = environment()
        self.exporter = pages.exporter()
        self.pages = {f"{each.name}.ipynb": f"{each.name}.html" for each in every}
        self.pages |= {f"{each.name}.md": f"{each.name}.html" for each in self.texts}
        self.found: list[dict[str, str]] = []
        self.figures: list[dict] = []

    def write(self) -> None:
        order = [*self.chapters, *self.texts]
        for position, each in enumerate(order):
            neighbours = {"before": order[position - 1] if position else None,
                          "after": order[position + 1] if position + 1 < len(order) else None}
            self.chapter(each, neighbours) if isinstance(each, Chapter) else self.text(each, neighbours)
        run = [each for each in self.chapters if each.ran]
        same = provenance.in_common([each.facts for each in run]) | provenance.in_common([each.machine for each in run])
        self.page("index.html.j2", "index", "The course", provenance=same)
        self.page("figures.html.j2", "figures", "Figures", lessons=self.figures)
        self.page("search.html.j2", "search", "Search")
        finding.write(self.folder, self.found)
        shutil.copy(TEMPLATES / "search.js", self.folder)

    def chapter(self, chapter: Chapter, neighbours: dict) -> None:
        body = pages.body(chapter.execution.notebook, chapter.execution.path.parent, self.pages, self.exporter)
        self.figures.append({"chapter": chapter, "figures": pages.figures(body)})
        slide = f"slides/{chapter.name}.html"
        self.page("chapter.html.j2", chapter.name, chapter.title, chapter=chapter, body=body, sections=pages.sections(body),
                  slides=slide if (self.folder / slide).is_file() else None, **neighbours)

    def text(self, text: reading.Text, neighbours: dict) -> None:
        body = pages.body(text.notebook, text.path.parent, self.pages, self.exporter)
        reading.anchor_as_on_github(body)
        self.page("text.html.j2", text.name, text.title, body=body, sections=pages.sections(body), **neighbours)

    def page(self, template: str, name: str, title: str, body: BeautifulSoup | None = None, **more) -> None:
        if body is not None:
            self.found += finding.sections(f"{name}.html", title, body)
        html = self.templates.get_template(template).render(
            chapters=self.chapters, texts=self.texts, style=style(), name=name, title=title, body=str(body or ""), **more)
        (self.folder / f"{name}.html").write_text(html, encoding="utf-8")


def check_free(folder: Path) -> None:
    """A folder that is no book of ours is not touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "index.html").is_file():
        raise SystemExit(f"{folder} is not empty and holds no book: choose another with --output")


def replace(folder: Path, making: Path) -> None:
    """Puts the new book where the old one was."""
    check_free(folder)
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)


def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def style() -> str:
    """The style of every page: the book's own, and that of highlighted code by day and by night."""
    day, night = (HtmlFormatter(style=name, nobackground=True).get_style_defs(".highlight") for name in ("default", "github-dark"))
    return "\n".join([(TEMPLATES / "book.css").read_text(encoding="utf-8"), day,
                      f"@media screen and (prefers-color-scheme: dark) {{ {night} }}"])
