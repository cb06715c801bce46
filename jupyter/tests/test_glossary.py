"""The words of the lab: each explained once, and the first use of each in a lesson leads to its explanation."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from conftest import ROOT
from test_notebooks import LESSONS

GLOSSARY = ROOT / "docs" / "glossary.md"
ADDRESS = "../docs/glossary.md"
# What a reader does not read as prose: code, headings, and addresses; what stands in a link already is one.
NO_PROSE = re.compile(r"```.*?```|`[^`]*`|^#+ .*?$|<[^>]+>|(?<=\])\([^)]*\)", re.S | re.M)
LINK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")


@dataclass(frozen=True)
class Word:
    name: str
    forms: tuple[str, ...]
    text: str

    @property
    def address(self) -> str:
        return f"{ADDRESS}#{self.name.replace(' ', '-')}"


def words() -> list[Word]:
    entries = re.split(r"^## ", GLOSSARY.read_text(encoding="utf-8"), flags=re.M)[1:]
    return [word(entry) for entry in entries]


def word(entry: str) -> Word:
    name, text = entry.split("\n", 1)
    also = re.match(r"<!-- also: (.+) -->\n", text)
    others = also[1].split(", ") if also else []
    return Word(name, (name, name + "s", *others), text[also.end():] if also else text)


WORDS = words()
WORD_OF_FORM = {form: each for each in WORDS for form in each.forms}
FORMS = re.compile(
    r"(?<![\w-])(" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(WORD_OF_FORM, key=len, reverse=True))
    + r")(?![\w-])", re.I)


@dataclass(frozen=True)
class Use:
    """A word where a text has it first."""

    word: Word
    cell: int
    start: int
    end: int


def first_uses(lesson) -> dict[str, Use]:
    found: dict[str, Use] = {}
    for number, cell in enumerate(lesson.cells):
        if cell.cell_type != "markdown":
            continue
        prose = NO_PROSE.sub(lambda part: "\0" * len(part[0]), cell.source)
        for use in FORMS.finditer(prose):
            each = WORD_OF_FORM[re.sub(r"\s+", " ", use[1].lower())]
            if not in_other_link(cell.source, use):
                found.setdefault(each.name, Use(each, number, use.start(), use.end()))
    return found


def in_other_link(source: str, use: re.Match) -> bool:
    return any(link.start() < use.start() < link.end() and not link[2].startswith(ADDRESS) for link in LINK.finditer(source))


def is_linked(lesson, use: Use) -> bool:
    source = lesson.cells[use.cell].source
    return source[use.start - 1:use.start] == "[" and source[use.end:].startswith(f"]({use.word.address})")


def test_words_stand_in_order_and_each_form_belongs_to_one():
    names = [each.name for each in WORDS]
    assert names == sorted(names)
    assert len(WORD_OF_FORM) == sum(len(each.forms) for each in WORDS)
    # JupyterLab keeps capitals in a heading's anchor and GitHub does not.
    assert [name for name in names if not re.fullmatch(r"[a-z -]+", name)] == []


@pytest.mark.parametrize("each", WORDS, ids=lambda each: each.name)
def test_an_explanation_is_short_and_says_where_it_is_shown(each):
    shown = re.search(r"Shown in\s\[lesson (\d\d)\]\(\.\./notebooks/([\w-]+)\.ipynb\)\.$", each.text.strip())
    assert shown and shown[2] in LESSONS and shown[2].startswith(shown[1]), each.text
    assert each.name in first_uses(LESSONS[shown[2]]), f"{each.name} does not stand in {shown[2]}"
    sentences = re.findall(r"[.:!?]\)?(?=\s|$)", each.text[:each.text.index("Shown in")])
    assert 1 <= len(sentences) <= 4


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS.keys())
def test_the_first_use_of_a_word_in_a_lesson_leads_to_the_glossary(lesson):
    missing = [name for name, use in first_uses(lesson).items() if not is_linked(lesson, use)]
    assert missing == []


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS.keys())
def test_every_link_to_the_glossary_leads_to_a_word(lesson):
    linked = {link[2] for cell in lesson.cells if cell.cell_type == "markdown" for link in LINK.finditer(cell.source)
              if "glossary" in link[2]}
    assert linked <= {each.address for each in WORDS}
