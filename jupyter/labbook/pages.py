"""A notebook as the HTML of its page: pictures inside, links that lead somewhere, figures that name their code."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
from bs4 import BeautifulSoup, Tag
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML

SQL_MAGIC = re.compile(r"%%(sql|explain)\b")
SCROLLS = "table, .output_subarea pre"


def highlighted(source: str, language: str | None = None, metadata: dict | None = None) -> str:
    """Code in colours: SQL below an SQL magic, Java elsewhere. The exporter by itself knows magics in Python only."""
    lexer = "postgresql" if SQL_MAGIC.match(source) else "java"
    return Highlight2HTML(pygments_lexer=lexer)(source, metadata=metadata)


def exporter() -> HTMLExporter:
    return HTMLExporter(template_name="basic", filters={"highlight_code": highlighted})


def body(notebook: nbformat.NotebookNode, folder: Path, pages: dict[str, str], by: HTMLExporter) -> Tag:
    """
    The cells as HTML.

    folder is where the notebook's relative addresses start; pages says which file is which page of the book. A link to
    neither a page nor the network is no link any more, since a book goes where its repository does not.
    """
    html, _ = by.from_notebook_node(notebook)
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img", src=True):
        embed(picture, folder)
    for link in soup.find_all("a", href=True):
        lead(link, pages)
    name_figures(soup)
    for wide in soup.select(SCROLLS):
        wide.wrap(soup.new_tag("div", attrs={"class": "scroll", "tabindex": "0"}))
    return soup


def embed(picture: Tag, folder: Path) -> None:
    """Puts the file that a picture names into the page."""
    file = folder / unquote(picture["src"])
    if re.match(r"data:|https?:|/", picture["src"]) or not file.is_file():
        return
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    picture["src"] = f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"


def lead(link: Tag, pages: dict[str, str]) -> None:
    """A link to a notebook or a text leads to its page."""
    address = urlsplit(link["href"])
    if "anchor-link" in link.get("class", []):
        link["aria-label"] = "link to this heading"
    elif not address.scheme and not address.netloc and address.path:
        page = pages.get(Path(unquote(address.path)).name)
        if page is None:
            link.unwrap()
        else:
            link["href"] = page + (f"#{address.fragment}" if address.fragment else "")


def name_figures(soup: BeautifulSoup) -> None:
    """Each figure of a cell gets an anchor, and leads to the code that made it."""
    for number, picture in enumerate(soup.select(".output_area img"), 1):
        cell = picture.find_parent(class_="code_cell")
        figure = picture.wrap(soup.new_tag("figure", attrs={"id": f"figure-{number}"}))
        caption = soup.new_tag("figcaption")
        link = soup.new_tag("a", href=f"#{cell['id']}")
        link.string = f"the code of figure {number}"
        caption.append(link)
        figure.append(caption)


def figures(soup: Tag) -> list[dict[str, str]]:
    """Where the figures of a page are, and what they show."""
    return [{"anchor": figure["id"], "text": figure.img.get("alt", "")} for figure in soup.find_all("figure")]


def sections(soup: Tag) -> list[dict[str, str]]:
    """The headings of the second order, with their anchors."""
    return [{"anchor": each["id"], "text": heading_text(each)} for each in soup.find_all("h2", id=True)]


def heading_text(heading: Tag) -> str:
    return heading.get_text().removesuffix("¶").strip()
