"""Under what conditions the book was made: engine, versions, data, machine, date."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import datetime
from pathlib import Path

SECONDS = 60
NO_CLUSTER = 3  # the status that `./lab --help` promises


def read() -> list[tuple[str, str]]:
    """What a reader must know to judge the numbers, as pairs of a name and a value."""
    root = Path(__file__).resolve().parents[2]
    return [
        *cluster(),
        ("java", java_version()),
        ("machine", f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"),
        ("shardlab", revision(root)),
        ("date", datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")),
    ]


def cluster() -> list[tuple[str, str]]:
    """What the library says about the cluster that the notebooks left running."""
    command = [os.environ["JAVA"], "-Djava.awt.headless=true", "-cp", os.environ["LAB_JAR"], "shardlab.app.Main",
               "provenance"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        if done.returncode == NO_CLUSTER:
            return [("cluster", "none was running when the book was made")]
        done.check_returncode()
        return [(str(name), str(value)) for name, value in json.loads(done.stdout).items()]
    except subprocess.CalledProcessError as error:
        return [("cluster", f"not known: {error.stderr.strip() or error}")]
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError, AttributeError) as error:
        return [("cluster", f"not known: {error}")]


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
