"""The book as it is read: every link leads somewhere, every figure is told in words, search finds, it fits a phone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from labbook import book


@pytest.fixture(scope="module")
def folder(artifacts, tmp_path_factory) -> Path:
    """The executed book that the tests of the notebooks have left; alone, the lessons' text and code."""
    executed = artifacts / "book"
    if (executed / "search-index.js").is_file():
        return executed
    return book.write(tmp_path_factory.mktemp("reading") / "book", [], {}, ROOT / "notebooks").parent


@pytest.fixture(scope="module")
def pages(folder) -> dict[str, BeautifulSoup]:
    return {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in sorted(folder.glob("*.html"))}


def test_every_link_of_the_book_leads_to_a_page_and_a_place_on_it(pages, folder):
    dangling = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            address = urlsplit(link["href"])
            if address.scheme:
                continue
            target = address.path or name
            there = target in pages or (folder / unquote(target)).is_file()
            places = {each["id"] for each in pages[target].find_all(id=True)} if target in pages and address.fragment else set()
            if not there or (address.fragment and unquote(address.fragment) not in places | {unquote(each) for each in places}):
                dangling.append(f"{name}: {link['href']}")
    assert dangling == []


def test_every_figure_says_in_words_what_it_shows(pages):
    silent = {name: sum(not picture.get("alt", "").strip() for picture in page.find_all("img")) for name, page in pages.items()}
    assert sum(silent.values()) == 0, {name: count for name, count in silent.items() if count}


def test_every_figure_of_a_lesson_tells_its_numbers(pages):
    wordless = [f"{name}: {picture['alt'][:60]}" for name, page in pages.items()
                for picture in page.select("figure img") if len(re.findall(r"\d", picture["alt"])) < 2]
    assert wordless == []


def test_a_page_has_its_landmarks_and_one_title(pages):
    for name, page in pages.items():
        assert page.html["lang"] == "en", name
        assert [len(page.find_all(each)) for each in ("main", "header", "h1")] == [1, 1, 1], name
        assert page.select_one("form[role=search] label[for=words]"), name
        labels = [each.get("aria-label") for each in page.find_all("nav")]
        assert None not in labels and len(set(labels)) == len(labels), name
        assert page.select_one("a.skip")["href"] == "#" + page.main["id"], name


def test_no_heading_skips_a_level(pages):
    for name, page in pages.items():
        levels = [int(each.name[1]) for each in page.main.find_all(re.compile(r"^h[1-6]$"))]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_no_name_of_a_place_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        places = [each["id"] for each in page.find_all(id=True)]
        assert [each for each in set(places) if places.count(each) > 1] == [], name


def test_search_finds_a_section_of_each_kind_of_page_without_a_network(browser, folder):
    page = browser.new_page(offline=True)
    try:
        page.goto(f"{folder.as_uri()}/index.html")
        page.get_by_label("Search").fill("isolate_tenant_to_new_shard")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?*")
        links = page.locator("#results a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert any(link.startswith("12-four-countries.html#") for link in links)
        assert any(link.startswith("glossary.html#isolate") for link in links)
        page.locator("#results a").first.click()
        assert page.locator("h1").count() == 1
        page.goto(f"{folder.as_uri()}/search.html?q=%3Cimg%20src%3Dx%3E%20nowhere")
        assert page.locator("#count").inner_text() == "0 sections have all of: <img src=x> nowhere"
    finally:
        page.close()


@pytest.mark.parametrize("width", [375, 1000, 1600])
def test_no_page_is_wider_than_its_window(browser, folder, pages, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        for name in pages:
            page.goto(f"{folder.as_uri()}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    finally:
        page.close()


def test_print_has_no_navigation(browser, folder):
    page = browser.new_page()
    try:
        page.goto(f"{folder.as_uri()}/03-shard-by-state.html")
        page.emulate_media(media="print")
        assert [page.locator(each).first.is_visible() for each in ("header", ".contents", ".neighbours")] == [False] * 3
        assert page.locator("main").is_visible()
    finally:
        page.close()
