"""Under what conditions the book was made: engine and versions by chapter, data, machine, date."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import datetime
from pathlib import Path

import nbformat

SECONDS = 60
FACTS = "application/vnd.shardlab.facts+json"


def choose_engine() -> None:
    """Chooses the engine once for all notebooks of a run: a better one may appear while it goes on."""
    command = [os.environ["JAVA"], "-Djava.awt.headless=true", "-cp", os.environ["LAB_JAR"], "shardlab.app.Main",
               "choice"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(1)
    os.environ["SHARDLAB_ENGINE"] = done.stdout.strip()


def of_notebook(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What a notebook's own first cell was told of its cluster; nothing where it did not come so far."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            facts = output.get("data", {}).get(FACTS)
            if facts is not None:
                return json.loads(facts) if isinstance(facts, str) else dict(facts)
    return {}


def of_machine() -> dict[str, str]:
    """What is the same for all chapters."""
    return {
        "java": java_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        "shardlab": revision(Path(__file__).resolve().parents[2]),
        "date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z"),
    }


def in_common(chapters: list[dict[str, str]]) -> dict[str, str]:
    """The facts that are the same in all chapters that have any."""
    known = [facts for facts in chapters if facts]
    return {name: value for name, value in known[0].items()
            if all(facts.get(name) == value for facts in known)} if known else {}


def java_version() -> str:
    release = Path(os.environ["JAVA"]).resolve().parents[1] / "release"
    if release.is_file():
        for line in release.read_text().splitlines():
            if line.startswith("JAVA_VERSION="):
                return line.split("=", 1)[1].strip('"')
    return "unknown"


def revision(root: Path) -> str:
    commit = output_of(["git", "-C", str(root), "rev-parse", "--short", "HEAD"])
    changed = output_of(["git", "-C", str(root), "status", "--porcelain", "--untracked-files=no"])
    return f"commit {commit}{', changed' if changed else ''}" if commit else "not a git clone"


def output_of(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
