"""What the book's search looks in: the text below each heading, in one file that a page can load from a disk."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import Tag

from labbook.pages import heading_text

HEADINGS = ["h1", "h2", "h3"]
# Long outputs repeat themselves; what is looked for stands in prose and code.
MOST_OUTPUT = 600


def sections(page: str, title: str, soup: Tag) -> list[dict[str, str]]:
    """One entry for each heading of a page: address, titles, and all text until the next one."""
    found = [{"page": page, "title": title, "heading": title, "text": ""}]
    for block in blocks(soup):
        if block.name in HEADINGS:
            found.append({"page": f"{page}#{block.get('id', '')}", "title": title, "heading": heading_text(block), "text": ""})
        else:
            found[-1]["text"] += " " + text(block)
    return [each | {"text": " ".join(each["text"].split())} for each in found if each["text"].strip()]


def blocks(soup: Tag) -> list[Tag]:
    """Headings, and what stands between them, in order."""
    rendered = soup.select(".text_cell_render > *, .input_area, .output_area")
    return rendered or [each for each in soup.children if isinstance(each, Tag)]


def text(block: Tag) -> str:
    said = block.get_text(" ")
    if "output_area" not in block.get("class", []):
        return said
    shown = [picture.get("alt", "") for picture in block.find_all("img")]
    return " ".join([said[:MOST_OUTPUT], *shown])


def write(folder: Path, entries: list[dict[str, str]]) -> None:
    """A script and not JSON: a page that is opened from a disk may load scripts beside it, and fetch nothing."""
    (folder / "search-index.js").write_text(
        f"const SECTIONS = {json.dumps(entries, ensure_ascii=False)};\n", encoding="utf-8")
