"""`./lab run --slides`: each executed lesson as slides of reveal.js, by nbconvert."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

from labbook.execution import Execution


def write(folder: Path, executions: list[Execution]) -> Path:
    """Writes slides/NAME.html into the book, and returns their folder."""
    slides = folder / "slides"
    slides.mkdir(exist_ok=True)
    exporter = SlidesExporter(reveal_scroll=True, reveal_number="c/t")
    for execution in executions:
        page, _ = exporter.from_notebook_node(cut(execution.notebook), {"metadata": {"name": execution.title}})
        (slides / f"{execution.name}.html").write_text(page, encoding="utf-8")
    return slides


def keep(old: Path | None, folder: Path, chapters: list) -> None:
    """Takes the slides of these chapters over from a book that is there."""
    for chapter in chapters:
        made = old / "slides" / f"{chapter.name}.html" if old else None
        if made and made.is_file():
            (folder / "slides").mkdir(exist_ok=True)
            shutil.copy(made, folder / "slides")


def cut(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """
    A copy in which each cell knows where it stands: a heading begins a slide, other text one below it, and code follows
    the text before it. What a cell's own metadata says (slideshow, slide_type) wins.
    """
    marked = copy.deepcopy(notebook)
    for cell in marked.cells:
        cell.metadata.setdefault("slideshow", {}).setdefault("slide_type", place(cell))
    return marked


def place(cell: nbformat.NotebookNode) -> str:
    if cell.cell_type != "markdown":
        return "-"
    if cell.source.startswith("<details>"):
        return "notes"
    return "slide" if cell.source.startswith(("# ", "## ")) else "subslide"
