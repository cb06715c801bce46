"""What failed in a run, whole, for whoever is asked for help: .lab/logs/run.log, without passwords."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from labbook.execution import Execution

MOST_CHARACTERS = 500_000
SECRET = re.compile(r"""((?:password|token|secret)(?:\s*[=:]\s*['"]?|\s+'))[^\s&'",;)]+|(//[^\s/:@]+:)[^\s/@]+(?=@)""", re.I)


def write(failed: list[Execution]) -> Path:
    """Writes the failures of this run in place of the last run's."""
    home = Path(os.environ.get("SHARDLAB_HOME") or Path(__file__).resolve().parents[2])
    file = home / ".lab" / "logs" / "run.log"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}\n" + "".join(map(entry, failed))
    file.touch(mode=0o600)
    file.write_text(without_secrets(text)[:MOST_CHARACTERS], encoding="utf-8")
    return file


def entry(execution: Execution) -> str:
    failure = execution.failure
    return f"\n== {execution.path.name}, code cell {failure.number}\n{failure.source}\n--\n{failure.error}\n"


def without_secrets(text: str) -> str:
    return SECRET.sub(lambda found: (found[1] or found[2]) + "\u2026", text)
