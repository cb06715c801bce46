"""The addresses under which a public copy of this repository opens in a browser, from its Git remote `origin`.

    python3 jupyter/links.py             prints the badges
    python3 jupyter/links.py --write     puts them into README.md, where the badges are
    python3 jupyter/links.py OWNER/NAME  for another copy

Nothing else in the repository knows where it is published. Needs no package.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BADGES = re.compile(r"(?<=<!-- badges -->\n).*?(?=<!-- /badges -->)", re.DOTALL)
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
    names = [each for each in arguments if not each.startswith("-")]
    repository = repository_of(names[0]) if names else origin()
    if repository is None:
        sys.exit(f"'{names[0]}' is no repository: give it as OWNER/NAME")
    text = badges(repository)
    if "--write" in arguments:
        readme = ROOT / "README.md"
        readme.write_text(BADGES.sub(lambda _: text, readme.read_text()))
    else:
        print(text, end="")


if __name__ == "__main__":
    main(sys.argv[1:])
