"""The book: one page for each executed notebook and an index, in files that need nothing from outside."""

from __future__ import annotations

import base64
import mimetypes
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import jinja2
import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML
from pygments.formatters import HtmlFormatter

from labbook import provenance
from labbook.execution import Execution

TEMPLATES = Path(__file__).parent / "templates"
NOTEBOOK_LINK = re.compile(r'href="(?:\./)?([^"/#?]+)\.ipynb(#[^"]*)?"')
PICTURE_FILE = re.compile(r'(<img\b[^>]*?\bsrc=")(?!data:|https?:|/)([^"]+)"')
SQL_MAGIC = re.compile(r"%%(sql|explain)\b")


def write(folder: Path, executions: list[Execution], machine: dict[str, str]) -> Path:
    """Writes the book and the executed notebooks, in place of an earlier book; returns its index page."""
    making = folder.with_name(folder.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    (making / "notebooks").mkdir(parents=True)
    for execution in executions:
        nbformat.write(execution.notebook, making / "notebooks" / execution.path.name)
    templates = environment()
    exporter = HTMLExporter(template_name="basic", filters={"highlight_code": highlighted})
    facts = {each.name: provenance.of_notebook(each.notebook) for each in executions}
    same = provenance.in_common(list(facts.values()))
    common = {"chapters": executions, "facts": facts, "provenance": same | machine, "style": style()}
    for position, execution in enumerate(executions):
        page = templates.get_template("page.html.j2").render(
            **common,
            chapter=execution,
            conditions=facts[execution.name] | machine,
            before=executions[position - 1] if position else None,
            after=executions[position + 1] if position + 1 < len(executions) else None,
            body=body(exporter, execution, {each.name for each in executions}),
        )
        (making / f"{execution.name}.html").write_text(page, encoding="utf-8")
    index = templates.get_template("index.html.j2").render(**common)
    (making / "index.html").write_text(index, encoding="utf-8")
    replace(folder, making)
    return folder / "index.html"


def check_free(folder: Path) -> None:
    """A folder that is no book of ours is not touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "index.html").is_file():
        raise SystemExit(f"{folder} is not empty and holds no book: choose another with --output")


def replace(folder: Path, making: Path) -> None:
    """Puts the new book where the old one was."""
    check_free(folder)
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)


def body(exporter: HTMLExporter, execution: Execution, names: set[str]) -> str:
    """The cells of a notebook as HTML, images inside, links to other notebooks turned to their pages."""
    html, _ = exporter.from_notebook_node(execution.notebook)

    def page(link: re.Match) -> str:
        return f'href="{link[1]}.html{link[2] or ""}"' if link[1] in names else link[0]

    return NOTEBOOK_LINK.sub(page, with_pictures(html, execution.path.parent))


def with_pictures(html: str, folder: Path) -> str:
    """Puts the files that img tags name into the page. The exporter can do so too, but then it closes every
    details tag at once and the folded answers fall out of it."""

    def embedded(tag: re.Match) -> str:
        file = folder / unquote(tag[2])
        if not file.is_file():
            return tag[0]
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        data = base64.b64encode(file.read_bytes()).decode("ascii")
        return f'{tag[1]}data:{kind};base64,{data}"'

    return PICTURE_FILE.sub(embedded, html)


def highlighted(source: str, language: str | None = None, metadata: dict | None = None) -> str:
    """Code in colours: SQL below an SQL magic, Java elsewhere. The exporter by itself knows magics in Python only."""
    lexer = "postgresql" if SQL_MAGIC.match(source) else "java"
    return Highlight2HTML(pygments_lexer=lexer)(source, metadata=metadata)


def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def style() -> str:
    """The style of every page: the book's own and that of highlighted code."""
    code = HtmlFormatter(style="default", nobackground=True).get_style_defs(".highlight")
    return (TEMPLATES / "book.css").read_text(encoding="utf-8") + code
