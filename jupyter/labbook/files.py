"""Files that are whole or not there: written beside, then renamed, so that no kill leaves half of one."""

from __future__ import annotations

import os
from pathlib import Path


def put(path: Path, content: bytes | str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    os.replace(beside, path)
