"""What the Python tests share: where things are, and the browser of this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def text_files(folder: Path) -> list[Path]:
    """The files below a folder that can be read as text, by Git's own rule: no zero byte among the first 8,000."""
    return [each for each in folder.rglob("*") if each.is_file() and b"\0" not in each.read_bytes()[:8000]]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where pictures and books of the tests are left to look at."""
    folder = ROOT / ".lab" / "artifacts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def kernel():
    """One for all tests of a file, with the first cell run."""
    from kernel import opened_notebook

    with opened_notebook() as started:
        yield started


@pytest.fixture(scope="session")
def browser():
    """The Chromium of this machine, headless; a test that wants it is skipped where there is none."""
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium on this machine: install the package chromium to run this test")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield started
        started.close()


def chromium() -> str | None:
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    return str(CHROMIUM_ON_MACOS) if CHROMIUM_ON_MACOS.exists() else None
