"""The texts of docs/, to be read beside the lessons: as pages of the book, and as copies that JupyterLab can open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from labbook import files

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"\.\./(?!notebooks/)")
# What concerns those who teach or work on the lab stays in the repository.
FOR_READERS = ["glossary", "when_not_to_shard", "sharding_architecture", "embedded_engine", "advisor"]


@dataclass
class Text:
    """A page of docs/."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def title(self) -> str:
        return self.source.splitlines()[0].removeprefix("# ")

    @property
    def notebook(self):
        return new_notebook(cells=[new_markdown_cell(self.source)])


def of(docs: Path) -> list[Text]:
    return [Text(docs / f"{name}.md") for name in FOR_READERS if (docs / f"{name}.md").is_file()]


def anchor_as_on_github(soup: BeautifulSoup) -> None:
    """The anchors that these texts' own links mean: small letters, no punctuation, and a number where two are alike."""
    seen: dict[str, int] = {}
    for heading in soup.find_all(["h1", "h2", "h3", "h4"]):
        words = heading.get_text().removesuffix("¶").strip().lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        seen[anchor] = seen.get(anchor, -1) + 1
        heading["id"] = anchor + (f"-{seen[anchor]}" if seen[anchor] else "")
        for link in heading.select("a.anchor-link"):
            link["href"] = f"#{heading['id']}"


def bring(docs: Path, folder: Path) -> None:
    """
    Copies the texts into a folder docs/ of the learner's, where a link to ../docs/ from a lesson leads in JupyterLab: it
    takes no step above the folder that it serves. They are written anew each time, and nobody works on them.
    """
    for file in [*(each.path for each in of(docs)), *sorted((docs / "pictures").glob("*"))]:
        content = beside_lessons(file.read_text(encoding="utf-8")).encode() if file.suffix == ".md" else file.read_bytes()
        copy = folder / "docs" / file.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.is_file() or copy.read_bytes() != content:
            files.put(copy, content)


def beside_lessons(markdown: str) -> str:
    """The lessons are one step above, not in notebooks/; what else lies outside docs/ is not there."""
    def lead(link: re.Match) -> str:
        if OUTSIDE.match(link[2]) or (link[2].split("#")[0].endswith(".md") and Path(link[2].split("#")[0]).stem not in FOR_READERS):
            return link[1]
        return f"[{link[1]}]({link[2].replace('../notebooks/', '../', 1)})"

    return LINK.sub(lead, markdown)
