"""The launch links of a public copy, from its remote."""

from __future__ import annotations

import importlib.util
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
    assert written.split("<!-- /badges -->")[1] == (ROOT / "README.md").read_text().split("<!-- /badges -->")[1]
