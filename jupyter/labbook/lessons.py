"""Which notebooks are meant: all of a folder, or those that were named."""

from __future__ import annotations

import sys
from pathlib import Path


def chosen(folder: Path, names: list[str]) -> list[Path]:
    """The notebooks of the folder in order, or those that were named by path, name or number."""
    every = sorted(folder.glob("[0-9][0-9]-*.ipynb"))
    return [named(name, every) for name in names] or every


def named(name: str, every: list[Path]) -> Path:
    path = Path(name)
    if path.suffix == ".ipynb" and path.is_file():
        return path.resolve()
    wanted = path.name.removesuffix(".ipynb")
    number = wanted.zfill(2) if wanted.isdigit() else None
    for candidate in every:
        if candidate.stem == wanted or candidate.stem.split("-")[0] == number:
            return candidate
    known = ", ".join(candidate.stem for candidate in every)
    print(f"there is no notebook '{name}'; there are: {known}", file=sys.stderr)
    raise SystemExit(2)
