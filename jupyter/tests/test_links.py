"""The launch links of a public copy, from its remote."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from conftest import ROOT

spec = importlib.util.spec_from_file_location("links", ROOT / "jupyter/links.py")
links = importlib.util.module_from_spec(spec)
spec.loader.exec_module(links)


@pytest.mark.parametrize("address", [
    "git@github.com:ana/shard.lab.git", "https://github.com/ana/shard.lab", "https://github.com/ana/shard.lab.git",
    "ssh://git@github.com/ana/shard.lab.git", "ana/shard.lab",
])
def test_a_repository_is_found_in_each_form_of_its_address(address):
    assert links.repository_of(address) == "ana/shard.lab"


@pytest.mark.parametrize("address", ["", "/srv/git/lab.git", "https://example.org/ana/lab.git", "lab", "../lab"])
def test_an_address_elsewhere_is_none(address):
    assert links.repository_of(address) is None


def test_every_link_leads_to_a_file_that_is_there():
    text = links.badges("ana/lab")
    for file in ["notebooks/01-start-a-cluster.ipynb", "colab/setup.ipynb", ".devcontainer/devcontainer.json"]:
        assert (ROOT / file).is_file()
    for file in ["notebooks/01-start-a-cluster.ipynb", "colab/setup.ipynb"]:
        assert file in text


def test_the_badges_of_the_readme_can_be_replaced(tmp_path, monkeypatch):
    readme = tmp_path / "README.md"
    readme.write_text((ROOT / "README.md").read_text())
    monkeypatch.setattr(links, "ROOT", Path(tmp_path))
    links.main(["ana/lab", "--write"])
    links.main(["ben/lab", "--write"])
    written = readme.read_text()
    assert "mybinder.org/v2/gh/ben/lab/" in written
    assert "ana/lab" not in written
    assert written.count("badge.svg") == 3
    assert prose_of(written) == prose_of((ROOT / "README.md").read_text())


def prose_of(readme: str) -> str:
    return links.PAGES.sub("", links.BADGES.sub("", readme))


def written_readme(tmp_path, monkeypatch, *arguments) -> str:
    readme = tmp_path / "README.md"
    readme.write_text((ROOT / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    monkeypatch.setattr(links, "ROOT", Path(tmp_path))
    links.main([*arguments, "--write"])
    return readme.read_text(encoding="utf-8")


def meanings(readme: str) -> dict[str, str]:
    """What each link to the book stands for."""
    return dict(re.findall(r"^\[(book|page \d\d)\]: (\S+)$", readme, re.M))


def test_the_readme_as_committed_names_no_copy():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(meanings(readme).values()) == {links.DEPLOYMENTS}
    assert "github.io" not in readme


def test_each_lesson_of_the_readme_leads_to_its_page_of_this_copys_book(tmp_path, monkeypatch):
    readme = written_readme(tmp_path, monkeypatch, "Ana/shard.lab")
    used = set(re.findall(r"\]\[((?:book|page \d\d))\]", readme))
    lessons = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    assert meanings(readme) == {"book": "https://ana.github.io/shard.lab/"} | {
        f"page {name[:2]}": f"https://ana.github.io/shard.lab/{name}.html" for name in lessons}
    assert used == set(meanings(readme))


def test_an_address_of_its_own_is_taken_as_it_is(tmp_path, monkeypatch):
    readme = written_readme(tmp_path, monkeypatch, "ana/lab", "--pages", "https://lab.example.org")
    assert meanings(readme)["book"] == "https://lab.example.org/"


def test_without_a_book_the_links_are_again_as_committed(tmp_path, monkeypatch):
    readme = written_readme(tmp_path, monkeypatch, "ana/lab", "--pages", "none")
    assert meanings(readme) == meanings((ROOT / "README.md").read_text(encoding="utf-8"))


def test_a_copy_named_as_its_owners_site_is_at_its_root():
    assert links.address_of_pages("Ana/ana.github.io") == "https://ana.github.io/"
