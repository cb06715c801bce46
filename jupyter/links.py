"""The addresses under which a public copy of this repository opens in a browser, from its Git remote `origin`.

    python3 jupyter/links.py                prints the badges, and where the pages of the book are
    python3 jupyter/links.py --write        puts both into README.md, each between its marks
    python3 jupyter/links.py OWNER/NAME     for another copy
    python3 jupyter/links.py --pages URL    where the book has an address of its own
    python3 jupyter/links.py --write --pages none   links that hold in every copy, as long as no book is published

Nothing else in the repository knows where it is published. Needs no package.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BADGES = re.compile(r"(?<=<!-- badges -->\n).*?(?=<!-- /badges -->)", re.DOTALL)
PAGES = re.compile(r"(?<=<!-- pages -->\n).*?(?=<!-- /pages -->)", re.DOTALL)
# What GitHub itself shows of a copy's published pages: a relative link reaches it in every copy, and no further.
DEPLOYMENTS = "../../deployments/github-pages"
HOST = r"(?:(?:https|ssh|git)://(?:\w+@)?github\.com/|git@github\.com:)?"
CI = "[![ci](../../actions/workflows/ci.yml/badge.svg)](../../actions/workflows/ci.yml)"


def badges(repository: str) -> str:
    """One line of Markdown for each: CI, Binder, Colab, Codespaces."""
    binder = f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/notebooks/01-start-a-cluster.ipynb"
    colab = f"https://colab.research.google.com/github/{repository}/blob/main/colab/setup.ipynb"
    codespaces = f"https://codespaces.new/{repository}"
    return "\n".join([
        CI,
        badge("Binder", "https://mybinder.org/badge_logo.svg", binder),
        badge("Colab", "https://colab.research.google.com/assets/colab-badge.svg", colab),
        badge("Codespaces", "https://github.com/codespaces/badge.svg", codespaces),
    ]) + "\n"


def address_of_pages(repository: str) -> str:
    """Where GitHub Pages shows a copy, unless its owner has given it a domain."""
    owner, name = repository.lower().split("/")[0], repository.split("/")[1]
    return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io" else f"{name}/")


def pages(address: str | None) -> str:
    """What README's links to the book mean: its pages, or without an address what GitHub says of their deployment."""
    lessons = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    base = address and address.rstrip("/") + "/"
    return "\n".join([
        f"[book]: {base or DEPLOYMENTS}",
        *(f"[page {name[:2]}]: {f'{base}{name}.html' if base else DEPLOYMENTS}" for name in lessons),
    ]) + "\n"


def badge(name: str, picture: str, link: str) -> str:
    return f"[![{name}]({picture})]({link})"


def origin() -> str:
    """OWNER/NAME of the remote `origin`, or the end, with what to do."""
    asked = subprocess.run(["git", "-C", str(ROOT), "remote", "get-url", "origin"], capture_output=True, text=True)
    found = repository_of(asked.stdout.strip())
    if found is None:
        sys.exit("the remote origin is no repository on github.com: give one as OWNER/NAME")
    return found


def repository_of(address: str) -> str | None:
    match = re.fullmatch(HOST + r"([A-Za-z\d][\w-]*/[\w.-]+?)(?:\.git)?/?", address)
    return match[1] if match else None


def main(arguments: list[str]) -> None:
    options = read(arguments)
    repository = repository_of(options.repository) if options.repository else origin()
    if repository is None:
        sys.exit(f"'{options.repository}' is no repository: give it as OWNER/NAME")
    published = address_of_pages(repository) if options.pages is None else options.pages
    links, definitions = badges(repository), pages(None if published == "none" else published)
    if options.write:
        readme = ROOT / "README.md"
        text = BADGES.sub(lambda _: links, readme.read_text(encoding="utf-8"))
        readme.write_text(PAGES.sub(lambda _: definitions, text), encoding="utf-8")
    else:
        print(links + "\n" + definitions, end="")


def read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Where this copy opens in a browser.")
    parser.add_argument("repository", nargs="?", metavar="OWNER/NAME")
    parser.add_argument("--write", action="store_true", help="put the links into README.md")
    parser.add_argument("--pages", metavar="URL", help="where the book is published, or none")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
