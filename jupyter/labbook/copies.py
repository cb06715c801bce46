"""The learner's own copies of the lessons: what JupyterLab saves, no git diff shows and no new version overwrites."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path

from labbook import files, reading
from labbook.lessons import chosen

# Which version of a lesson each copy was made of, by the SHA-256 of its file.
RECORD = ".copied.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lab restore", add_help=False)
    parser.add_argument("--lessons", type=Path, required=True)
    parser.add_argument("--copies", type=Path, required=True)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not options.names:
        print("./lab restore wants a lesson, such as 01: its copy is put back as it was", file=sys.stderr)
        return 2
    for lesson in chosen(options.lessons, options.names):
        kept = restore(lesson, options.copies)
        yours = f"; yours is {options.copies.name}/{kept.name}" if kept else ""
        print(f"{options.copies.name}/{lesson.name} is as it was{yours}")
    return 0


def bring(lessons: Path, folder: Path) -> list[str]:
    """
    Copies what is not there yet, and what nobody has touched since an older version of it was copied; and the texts that
    the lessons refer to.

    Returns the lessons of which there is a newer version than the copy that was worked on.
    """
    folder.mkdir(exist_ok=True)
    reading.bring(lessons.parent / "docs", folder)
    record = read_record(folder)
    newer = []
    for lesson in sorted(lessons.glob("*.ipynb")):
        copied, now = record.get(lesson.name), digest(lesson)
        copy = folder / lesson.name
        if not copy.exists() or (digest(copy) == copied != now):
            files.put(copy, lesson.read_bytes())
            record[lesson.name] = now
        elif digest(copy) == now:
            record[lesson.name] = now
        elif copied != now:
            newer.append(lesson.stem)
    write_record(folder, record)
    return newer


def restore(lesson: Path, folder: Path) -> Path | None:
    """Puts the lesson in its copy's place. A copy that was worked on is kept under another name, which is returned."""
    folder.mkdir(exist_ok=True)
    record = read_record(folder)
    copy = folder / lesson.name
    kept = None
    if copy.exists() and digest(copy) not in {digest(lesson), record.get(lesson.name)}:
        kept = free_name(copy)
        os.rename(copy, kept)
    files.put(copy, lesson.read_bytes())
    write_record(folder, {**record, lesson.name: digest(lesson)})
    return kept


def free_name(copy: Path) -> Path:
    number = 1
    while (name := copy.with_name(f"mine-{number}-{copy.name}")).exists():
        number += 1
    return name


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_record(folder: Path) -> dict[str, str]:
    """Without a record, or with one that cannot be read, every copy counts as worked on."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_record(folder: Path, record: dict[str, str]) -> None:
    files.put(folder / RECORD, json.dumps(record, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    sys.exit(main())
